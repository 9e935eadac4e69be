package dev.moonsim.node;

/** Rewrites a class of the application; the agent installs it. */
public interface ClassRewriter {
    /** @param name internal name */
    byte[] rewrite(String name, byte[] bytes);
}

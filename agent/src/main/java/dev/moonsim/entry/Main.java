package dev.moonsim.entry;
/** Temporary. */
public final class Main {
    private Main() {}
    public static void main(String[] args) {}
}

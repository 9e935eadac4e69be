package dev.moonsim.intercept;

/**
 * What Moonsim takes over in one area of the JDK. An area's class declares its hooks and holds the static methods that
 * they lead to.
 *
 * <p>A handler of an instance method takes the receiver as its first parameter. Where the receiver's class is not visible
 * to Moonsim, the handler takes {@code Object} and the declaration says so with {@link Hook#as}.
 */
public interface Area {
    void declare(Catalog catalog);
}

package dev.moonsim.parity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a parity test is about: types of the JDK whose public methods it calls and whose results it asserts. What is
 * claimed here is held against the calls in the test's class files by {@link TableTest}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Covers {
    Class<?>[] value();
}

package dev.moonsim.jdk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdentityHashTest {
    static {
        IdentityHash.locate();
    }

    @Test
    void anObjectTellsWhetherItsHashIsDrawn() {
        for (Object object : new Object[] {new Object(), new int[3], new String[0], new StringBuilder(), Thread.ofVirtual().unstarted(() -> { })}) {
            assertFalse(IdentityHash.isDrawn(object), object.getClass()::getName);
            System.identityHashCode(object);
            assertTrue(IdentityHash.isDrawn(object), object.getClass()::getName);
        }
    }

    /** While an object is locked it may keep its hash elsewhere: then the answer is no, and never a wrong yes. */
    @Test
    void aLockedObjectIsNotTakenForOneWithAHash() {
        Object object = new Object();
        synchronized (object) {
            assertFalse(IdentityHash.isDrawn(object));
        }
        assertFalse(IdentityHash.isDrawn(object));
        synchronized (object) {
            System.identityHashCode(object);
        }
        assertTrue(IdentityHash.isDrawn(object));
    }
}

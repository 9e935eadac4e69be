package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;

/** Mapped memory: stores reach the file, are lost like writes, and are durable after a sync of their part. */
class MappingTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    @Test
    void memoryAndFileAreOne() throws ErrnoException {
        TestDisk d = new TestDisk(1);
        OpenFile file = d.create("/m");
        file.truncate(10_000);
        long address = map(d, file, 0, 10_000);
        UNSAFE.putByte(address + 5000, (byte) 'x');
        assertEquals('x', d.bytes("/m")[5000]);
        TestDisk.write(file, 100, "y");
        assertEquals('y', UNSAFE.getByte(address + 100));
        long same = map(d, file, 4096, 4096);
        assertEquals(address + 4096, same);
        d.disk.descriptors().unmap(address);
        assertTrue(MappedMemory.contains(same));
        d.disk.descriptors().unmap(same);
        assertFalse(MappedMemory.contains(same));
        assertEquals('x', d.bytes("/m")[5000]);
    }

    @Test
    void storesSurviveTheProcessAndNotThePowerCut() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < 200; seed++) {
            TestDisk d = new TestDisk(seed);
            OpenFile file = d.create("/m");
            file.truncate(8192);
            TestDisk.sync(file);
            long address = map(d, file, 0, 8192);
            UNSAFE.putByte(address, (byte) 'f');
            Mapping mapping = d.disk.descriptors().mapping(address);
            d.disk.completeSync(mapping.file(), mapping.beginSync(address, 1), true);
            UNSAFE.putByte(address + 1, (byte) 's');
            UNSAFE.putByte(address + 5000, (byte) 'u');
            d.disk.powerCut();
            byte[] left = d.bytes("/m");
            assertEquals('f', left[0]);
            outcomes.add("" + (left[1] == 's') + (left[5000] == 'u'));
            MappedMemory.unmap(address); // as the collector does it, after the end
            assertFalse(MappedMemory.contains(address));
        }
        assertTrue(outcomes.containsAll(Set.of("falsefalse", "truetrue")), outcomes.toString());
    }

    private static long map(TestDisk d, OpenFile file, long position, long size) {
        return d.disk.descriptors().map((RegularFile) file.inode(), position, size, true, true);
    }
}

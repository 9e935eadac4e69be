package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;

/** Random reads, writes, truncations, syncs and power cuts against a plain array. */
class RandomOperationsTest {
    private static final int MAX = 60_000;

    @Test
    void theVisibleImageIsAnArray() throws ErrnoException {
        for (int seed = 0; seed < 60; seed++) {
            TestDisk d = new TestDisk(seed);
            Random random = new Random(seed);
            OpenFile file = d.create("/f");
            byte[] expected = new byte[0];
            for (int i = 0; i < 300; i++) {
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> {
                        int at = random.nextInt(MAX);
                        byte[] bytes = new byte[1 + random.nextInt(6000)];
                        random.nextBytes(bytes);
                        TestDisk.write(file, at, bytes);
                        expected = Arrays.copyOf(expected, Math.max(expected.length, at + bytes.length));
                        System.arraycopy(bytes, 0, expected, at, bytes.length);
                    }
                    case 3 -> {
                        int length = random.nextInt(MAX);
                        file.truncate(length);
                        expected = Arrays.copyOf(expected, length);
                    }
                    case 4 -> TestDisk.sync(file);
                    default -> {
                        int at = random.nextInt(MAX);
                        byte[] bytes = new byte[1 + random.nextInt(6000)];
                        int n = file.read(at, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
                        assertEquals(Math.clamp(expected.length - at, 0, bytes.length), n);
                        assertArrayEquals(n == 0 ? new byte[0] : Arrays.copyOfRange(expected, at, at + n),
                                Arrays.copyOf(bytes, n));
                    }
                }
            }
            assertArrayEquals(expected, d.bytes("/f"));
        }
    }

    @Test
    void whatWasSyncedIsThereAfterAPowerCutWhereNothingTouchedItSince() throws ErrnoException {
        for (int seed = 0; seed < 200; seed++) {
            TestDisk d = new TestDisk(seed);
            Random random = new Random(seed);
            OpenFile file = d.create("/f");
            byte[] bytes = new byte[MAX];
            random.nextBytes(bytes);
            TestDisk.write(file, 0, bytes);
            TestDisk.sync(file);
            boolean[] touched = new boolean[MAX + 10_000];
            for (int i = 0; i < 10; i++) {
                int at = random.nextInt(MAX);
                byte[] more = new byte[1 + random.nextInt(3000)];
                random.nextBytes(more);
                TestDisk.write(file, at, more);
                Arrays.fill(touched, at, at + more.length, true);
            }
            d.disk.powerCut();
            byte[] left = d.bytes("/f");
            for (int i = 0; i < MAX; i++) {
                if (!touched[i]) {
                    assertEquals(bytes[i], left[i], "byte " + i + ", seed " + seed);
                }
            }
        }
    }
}

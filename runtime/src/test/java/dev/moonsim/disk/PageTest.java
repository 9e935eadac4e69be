package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;

/** A page that shares its arrays must read like one that copies everything, whatever is done to it. */
class PageTest {
    private static final int OPERATIONS = 400;

    /** Both images as arrays of their own. */
    private static final class Copies {
        byte[] visible = new byte[Page.SIZE];
        byte[] durable = new byte[Page.SIZE];

        Copies copy() {
            Copies copy = new Copies();
            copy.visible = visible.clone();
            copy.durable = durable.clone();
            return copy;
        }
    }

    /** A sync that has started. */
    private record Started(Image content, int version, byte[] copy) {
    }

    @Test
    void sharedImagesReadLikeCopies() {
        for (int seed = 0; seed < 500; seed++) {
            course(new Random(seed), "seed " + seed);
        }
    }

    private static void course(Random random, String where) {
        Page page = new Page();
        Copies copies = new Copies();
        Page kept = new Page();
        Copies keptCopies = new Copies();
        Started sync = null;
        int end = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            switch (random.nextInt(16)) {
                case 0 -> {
                    int from = random.nextInt(Page.SIZE);
                    page.zeroFrom(from);
                    Arrays.fill(copies.visible, from, Page.SIZE, (byte) 0);
                    end = Math.min(end, from);
                }
                case 1 -> {
                    int keep = random.nextInt(1 << Page.SECTORS);
                    for (int s = 0; s < Page.SECTORS; s++) {
                        if (page.isSectorDirty(s) && (keep & 1 << s) == 0) {
                            System.arraycopy(copies.durable, s * Page.SECTOR, copies.visible, s * Page.SECTOR, Page.SECTOR);
                        }
                    }
                    page.settle(keep, Map.of());
                    copies.durable = copies.visible.clone();
                    sync = null;
                }
                case 2 -> {
                    int cut = random.nextBoolean() ? Page.SIZE : random.nextInt(Page.SIZE);
                    page.cutDurable(cut);
                    Arrays.fill(copies.durable, cut, Page.SIZE, (byte) 0);
                    page.settle(0, Map.of());
                    copies.visible = copies.durable.clone();
                    sync = null;
                }
                case 3 -> {
                    if (random.nextBoolean()) {
                        kept = new Page(page);
                        keptCopies = copies.copy();
                    } else {
                        page = new Page(kept);
                        copies = keptCopies.copy();
                        sync = null;
                    }
                }
                case 4, 5, 6 -> {
                    if (sync == null) {
                        sync = new Started(page.share(), page.version(), copies.visible.clone());
                    } else {
                        page.synced(sync.content, sync.version);
                        copies.durable = page.isDirty() ? sync.copy : copies.visible.clone();
                        sync = null;
                    }
                }
                default -> {
                    int at = random.nextInt(4) == 0 ? random.nextInt(Page.SIZE - 1) : Math.min(end, Page.SIZE - 1);
                    byte[] bytes = new byte[1 + random.nextInt(Math.min(600, Page.SIZE - at))];
                    random.nextBytes(bytes);
                    page.write(at, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length, random.nextInt(3));
                    System.arraycopy(bytes, 0, copies.visible, at, bytes.length);
                    end = Math.max(end, at + bytes.length);
                }
            }
            assertArrayEquals(copies.visible, visible(page), where + ", visible after operation " + i);
            assertArrayEquals(copies.durable, durable(page), where + ", durable after operation " + i);
            assertArrayEquals(keptCopies.visible, visible(kept), where + ", the other page's after operation " + i);
            assertArrayEquals(keptCopies.durable, durable(kept), where + ", the other page's durable after operation " + i);
        }
    }

    private static byte[] visible(Page page) {
        byte[] bytes = new byte[Page.SIZE];
        page.read(0, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, Page.SIZE);
        return bytes;
    }

    private static byte[] durable(Page page) {
        Page copy = new Page(page);
        copy.settle(0, Map.of());
        return visible(copy);
    }
}

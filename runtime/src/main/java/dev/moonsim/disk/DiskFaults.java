package dev.moonsim.disk;

import dev.moonsim.disk.DiskFault.SyncEnd;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one disk now, asked in the order in which it came up. */
final class DiskFaults {
    private final List<DiskFault> all = new ArrayList<>();

    void add(DiskFault fault) {
        all.add(fault);
    }

    void remove(DiskFault fault) {
        all.remove(fault);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    long delay(Inode file) {
        long longest = 0;
        for (int i = 0; i < all.size(); i++) {
            longest = Math.max(longest, all.get(i).delay(file));
        }
        return longest;
    }

    long slowdown(Inode file) {
        long product = 1;
        for (int i = 0; i < all.size(); i++) {
            product *= all.get(i).slowdown(file);
        }
        return product;
    }

    long standstill(Inode file) {
        long longest = 0;
        for (int i = 0; i < all.size(); i++) {
            longest = Math.max(longest, all.get(i).standstill(file));
        }
        return longest;
    }

    long capacity() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            least = Math.min(least, all.get(i).capacity());
        }
        return least;
    }

    long room() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            least = Math.min(least, all.get(i).room());
        }
        return least;
    }

    long placeOfRead(RegularFile file, long at, int length) {
        long place = at;
        for (int i = 0; i < all.size() && place == at; i++) {
            place = all.get(i).placeOfRead(file, at, length);
        }
        return place;
    }

    long placeOfWrite(RegularFile file, long at, int length) {
        long place = at;
        for (int i = 0; i < all.size() && place == at; i++) {
            place = all.get(i).placeOfWrite(file, at, length);
        }
        return place;
    }

    int read(RegularFile file, long at, int length) throws ErrnoException {
        int least = length;
        for (int i = 0; i < all.size(); i++) {
            least = Math.min(least, all.get(i).read(file, at, least));
        }
        return least;
    }

    int write(RegularFile file, long at, int length) throws ErrnoException {
        int least = length;
        for (int i = 0; i < all.size(); i++) {
            least = Math.min(least, all.get(i).write(file, at, least));
        }
        return least;
    }

    void open(String path) throws ErrnoException {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).open(path);
        }
    }

    void create(String path) throws ErrnoException {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).create(path);
        }
    }

    void change(String path) throws ErrnoException {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).change(path);
        }
    }

    SyncEnd sync(RegularFile file) {
        SyncEnd end = SyncEnd.KEPT;
        for (int i = 0; i < all.size() && end == SyncEnd.KEPT; i++) {
            end = all.get(i).sync(file);
        }
        return end;
    }
}

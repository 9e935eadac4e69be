package dev.moonsim.disk;

/**
 * What a page was at some time: the beginning of an array, whose bytes up to there do not change any more. Only zeros follow.
 *
 * @param bytes null for zeros alone
 * @param end where the image ends in the array
 */
record Image(byte[] bytes, int end) {
    static final Image ZEROS = new Image(null, 0);

    byte at(int index) {
        return index < end ? bytes[index] : 0;
    }

    /** So many bytes of it from one on, without the zeros behind its end. */
    Image part(int from, int length) {
        int there = Math.clamp(end - from, 0, length);
        if (there == 0) {
            return ZEROS;
        }
        byte[] copy = new byte[there];
        System.arraycopy(bytes, from, copy, 0, there);
        return new Image(copy, there);
    }

    /** All of it that comes before a byte. */
    Image before(int limit) {
        return limit >= end ? this : limit == 0 ? ZEROS : new Image(bytes, limit);
    }

    void copyTo(byte[] page) {
        if (end > 0) {
            System.arraycopy(bytes, 0, page, 0, end);
        }
    }

    /** A sector of it, with its zeros. */
    byte[] sector(int sector) {
        byte[] content = new byte[Page.SECTOR];
        int there = Math.clamp(end - sector * Page.SECTOR, 0, Page.SECTOR);
        if (there > 0) {
            System.arraycopy(bytes, sector * Page.SECTOR, content, 0, there);
        }
        return content;
    }
}

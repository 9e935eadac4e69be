package apps.storage;

import java.util.SortedMap;

/** What a library keeps: numbered records, the last of them, and the number of the last write. */
interface Store extends AutoCloseable {
    /**
     * One transaction: adds a record and takes an old one out. When it returns, the library has said that all of it is durable.
     *
     * @param number one more than the last
     * @param content of the new record
     * @param old the record to take out; where it is not above 0, none
     */
    void write(int number, String content, int old) throws Exception;

    /** The number of the last write, 0 before the first. */
    int last() throws Exception;

    /** All that is there. */
    SortedMap<Integer, String> records() throws Exception;

    @Override
    void close() throws Exception;
}

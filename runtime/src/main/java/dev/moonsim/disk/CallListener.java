package dev.moonsim.disk;

/** Hears of calls to a disk. */
public interface CallListener {
    /**
     * A call is about to change the disk, or to make something durable. Called in the task that makes it, before anything is
     * done; the task may go no further.
     *
     * @param call for people: {@code write log +0 512 bytes}
     */
    void before(String call);
}

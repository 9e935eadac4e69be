package dev.moonsim.net;

/** What a fault does where connections begin and names are looked up. Each method is asked once for each of them. */
public interface NetworkFault {
    /** Whether none of a client's requests to connect arrives. */
    default boolean hangs(Host client, Host server) {
        return false;
    }

    /** Whether the request is answered as if nobody listened. */
    default boolean refuses(Host client, Host server) {
        return false;
    }

    /** Virtual nanoseconds that an established connection needs to get into the server's queue. */
    default long acceptDelay(Host server) {
        return 0;
    }

    /**
     * Virtual nanoseconds that a look-up of a name takes; 0 for none.
     *
     * @param named whose name it is; the client itself where it is nobody's
     */
    default long lookupDelay(Host client, Host named) {
        return 0;
    }

    /** Whether a look-up finds no name server that answers. */
    default boolean lookupFails(Host client, Host named) {
        return false;
    }
}

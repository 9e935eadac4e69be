package dev.moonsim.net;

/** What a fault does to single datagrams. Both are asked for each that is sent from one host to another. */
public interface DatagramFault {
    /** Copies beside the one that is sent; -1 where that does not arrive either. */
    default int copies(Host from, Host to) {
        return 0;
    }

    /** Virtual nanoseconds that it is late, so that others overtake it. */
    default long delay(Host from, Host to) {
        return 0;
    }
}

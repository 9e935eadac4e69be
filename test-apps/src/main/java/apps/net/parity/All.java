package apps.net.parity;

import apps.parity.Cases;
import java.util.List;

/** All cases of the network's classes, or those of the classes named. */
public final class All {
    private All() {}

    public static void main(String[] args) throws Exception {
        Cases.run(List.of(new SocketCases(), new ChannelCases(), new SelectorCases(), new DatagramSocketCases(),
                new DatagramChannelCases(), new AsynchronousCases(), new UnixCases(), new AddressCases()), args);
    }
}

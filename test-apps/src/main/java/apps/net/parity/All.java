package apps.net.parity;

import java.util.List;

/** All cases of the network's classes, or those of the classes named; the last line says how many there were. */
public final class All {
    private All() {}

    public static void main(String[] args) throws Exception {
        int count = 0;
        for (Cases cases : List.<Cases>of(new SocketCases(), new ChannelCases(), new SelectorCases(), new DatagramSocketCases(), new DatagramChannelCases(), new AsynchronousCases(), new UnixCases(), new AddressCases())) {
            if (args.length == 0 || List.of(args).contains(cases.getClass().getSimpleName())) {
                cases.run();
                count += cases.count();
            }
        }
        System.out.println(count + " cases");
    }
}

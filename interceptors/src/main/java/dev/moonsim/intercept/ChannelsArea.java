package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Host;
import dev.moonsim.net.PipeEnd;
import dev.moonsim.net.SimulatedSelector;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.channels.spi.SelectorProvider;

/** Selectors and pipes. */
public final class ChannelsArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<ChannelsArea> by = ChannelsArea.class;
        String epoll = "sun/nio/ch/EPollSelectorProvider";
        c.body(epoll, "openSelector", "()Ljava/nio/channels/spi/AbstractSelector;")
                .as("(Ljava/lang/Object;)Ljava/lang/Object;").by(by, "openSelector");
        c.body("sun/nio/ch/PollSelectorProvider", "openSelector", "()Ljava/nio/channels/spi/AbstractSelector;")
                .as("(Ljava/lang/Object;)Ljava/lang/Object;").by(by, "openSelector");
        c.body(epoll, "inheritedChannel", "()Ljava/nio/channels/Channel;")
                .as("()Ljava/lang/Object;").by(by, "inheritedChannel");
        c.call("sun/nio/ch/IOUtil", "makePipe", "(Z)J").onlyIn("sun/nio/ch/PipeImpl", "sun/nio/ch/EPollPort").by(by, "makePipe");
    }

    /** The JDK's native, for callers that are not simulated. */
    private static final class Native {
        static final MethodHandle MAKE_PIPE;

        static {
            Class<?> type = JdkInternals.type("sun.nio.ch.IOUtil");
            try {
                MAKE_PIPE = JdkInternals.lookup(type).findStatic(type, "makePipe",
                        MethodType.methodType(long.class, boolean.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("method sun.nio.ch.IOUtil.makePipe");
            }
        }
    }

    public static Object openSelector(Object provider) {
        return new SimulatedSelector((SelectorProvider) provider, NetCalls.host());
    }

    /** Nobody has started the process with a socket. */
    public static Object inheritedChannel() {
        return null;
    }

    public static long makePipe(boolean blocking) throws Throwable {
        if (!Task.isSimulated()) {
            return (long) Native.MAKE_PIPE.invokeExact(blocking);
        }
        Host host = NetCalls.host();
        PipeEnd[] ends = PipeEnd.open();
        return (long) host.open(ends[0]) << 32 | host.open(ends[1]);
    }
}

package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import jdk.internal.misc.Unsafe;

/** The platform's MBean server: a boot's own, so names that another boot or an earlier run has registered are free. */
public final class ManagementArea implements Area {
    private static final String FACTORY = "java/lang/management/ManagementFactory";

    @Override
    public void declare(Catalog c) {
        c.body(FACTORY, "getPlatformMBeanServer", "()Ljavax/management/MBeanServer;")
                .by(ManagementArea.class, "platformServer");
    }

    public static MBeanServer platformServer() {
        return Boot.current().own(FACTORY, ManagementArea::newServer);
    }

    /** As the factory makes it, with the JVM's own beans, but kept in none of its lists. */
    private static MBeanServer newServer() {
        Task task = Task.enterHost();
        try {
            Unsafe unsafe = Unsafe.getUnsafe();
            var field = ManagementFactory.class.getDeclaredField("platformMBeanServer");
            Object base = unsafe.staticFieldBase(field);
            long offset = unsafe.staticFieldOffset(field);
            Object jvms = unsafe.getReference(base, offset);
            unsafe.putReference(base, offset, null);
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                MBeanServerFactory.releaseMBeanServer(server);
                ObjectName recorder = ObjectName.getInstance("jdk.management.jfr:type=FlightRecorder");
                if (server.isRegistered(recorder)) {
                    server.unregisterMBean(recorder); // see FlightRecorderArea
                }
                return server;
            } finally {
                unsafe.putReference(base, offset, jvms);
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } catch (NoSuchFieldException e) {
            throw JdkInternals.missing("field ManagementFactory.platformMBeanServer");
        } finally {
            Task.leaveHost(task);
        }
    }
}

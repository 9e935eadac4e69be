package dev.moonsim.intercept;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The memory of a simulated process, as its management beans tell it: the pools and collectors of a JVM with the serial collector and
 * a heap of 1 GiB, half of it in use, which never collects. What the real heap holds depends on the collector, on the machine and on
 * the runs before.
 */
final class MemoryBeans {
    private static final long MIB = 1 << 20;
    static final MemoryUsage HEAP = new MemoryUsage(64 * MIB, 512 * MIB, 1024 * MIB, 1024 * MIB);
    static final MemoryUsage NON_HEAP = new MemoryUsage(8 * MIB, 96 * MIB, 128 * MIB, -1);

    private static final String[] METASPACE = {"Metaspace Manager"};
    private static final String[] CODE = {"CodeCacheManager"};
    private static final String[] YOUNG = {"Copy", "MarkSweepCompact"};
    private static final String[] OLD = {"MarkSweepCompact"};

    private MemoryBeans() {}

    static MemoryPoolMXBean[] pools() {
        return new MemoryPoolMXBean[] {
            new Pool("CodeCache", MemoryType.NON_HEAP, new MemoryUsage(4 * MIB, 32 * MIB, 48 * MIB, 240 * MIB), CODE),
            new Pool("Metaspace", MemoryType.NON_HEAP, new MemoryUsage(4 * MIB, 64 * MIB, 80 * MIB, -1), METASPACE),
            new Pool("Eden Space", MemoryType.HEAP, new MemoryUsage(17 * MIB, 64 * MIB, 273 * MIB, 273 * MIB), YOUNG),
            new Pool("Survivor Space", MemoryType.HEAP, new MemoryUsage(4 * MIB, 0, 68 * MIB, 68 * MIB), YOUNG),
            new Pool("Tenured Gen", MemoryType.HEAP, new MemoryUsage(43 * MIB, 448 * MIB, 683 * MIB, 683 * MIB), OLD),
        };
    }

    static MemoryManagerMXBean[] managers() {
        return new MemoryManagerMXBean[] {
            new Manager("CodeCacheManager", "CodeCache"),
            new Manager("Metaspace Manager", "Metaspace"),
            new Collector("Copy", "Eden Space", "Survivor Space"),
            new Collector("MarkSweepCompact", "Eden Space", "Survivor Space", "Tenured Gen"),
        };
    }

    private static ObjectName objectName(String type, String name) {
        try {
            return new ObjectName(type + ",name=" + name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Thresholds are not supported, which the interface allows: the usage never changes. */
    private record Pool(String name, MemoryType type, MemoryUsage usage, String[] managers) implements MemoryPoolMXBean {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public MemoryType getType() {
            return type;
        }

        @Override
        public MemoryUsage getUsage() {
            return usage;
        }

        @Override
        public MemoryUsage getPeakUsage() {
            return usage;
        }

        @Override
        public void resetPeakUsage() {
            // it is what it was
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public String[] getMemoryManagerNames() {
            return managers.clone();
        }

        @Override
        public long getUsageThreshold() {
            throw unsupported();
        }

        @Override
        public void setUsageThreshold(long threshold) {
            throw unsupported();
        }

        @Override
        public boolean isUsageThresholdExceeded() {
            throw unsupported();
        }

        @Override
        public long getUsageThresholdCount() {
            throw unsupported();
        }

        @Override
        public boolean isUsageThresholdSupported() {
            return false;
        }

        @Override
        public long getCollectionUsageThreshold() {
            throw unsupported();
        }

        @Override
        public void setCollectionUsageThreshold(long threshold) {
            throw unsupported();
        }

        @Override
        public boolean isCollectionUsageThresholdExceeded() {
            throw unsupported();
        }

        @Override
        public long getCollectionUsageThresholdCount() {
            throw unsupported();
        }

        @Override
        public MemoryUsage getCollectionUsage() {
            return type == MemoryType.HEAP ? new MemoryUsage(usage.getInit(), 0, usage.getCommitted(), usage.getMax()) : null;
        }

        @Override
        public boolean isCollectionUsageThresholdSupported() {
            return false;
        }

        @Override
        public ObjectName getObjectName() {
            return objectName(ManagementFactory.MEMORY_POOL_MXBEAN_DOMAIN_TYPE, name);
        }

        private static UnsupportedOperationException unsupported() {
            return new UnsupportedOperationException("thresholds of memory pools are not simulated");
        }
    }

    private record Manager(String name, String... pools) implements MemoryManagerMXBean {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public String[] getMemoryPoolNames() {
            return pools.clone();
        }

        @Override
        public ObjectName getObjectName() {
            return objectName(ManagementFactory.MEMORY_MANAGER_MXBEAN_DOMAIN_TYPE, name);
        }
    }

    private record Collector(String name, String... pools) implements GarbageCollectorMXBean {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public String[] getMemoryPoolNames() {
            return pools.clone();
        }

        @Override
        public long getCollectionCount() {
            return 0;
        }

        @Override
        public long getCollectionTime() {
            return 0;
        }

        @Override
        public GcInfo getLastGcInfo() {
            return null;
        }

        @Override
        public ObjectName getObjectName() {
            return objectName(ManagementFactory.GARBAGE_COLLECTOR_MXBEAN_DOMAIN_TYPE, name);
        }
    }
}

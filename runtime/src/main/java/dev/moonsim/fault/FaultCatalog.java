package dev.moonsim.fault;

import dev.moonsim.fault.clock.ClockDrift;
import dev.moonsim.fault.clock.ClockJump;
import dev.moonsim.fault.clock.ClockSkew;
import dev.moonsim.fault.clock.TimeDelay;
import dev.moonsim.fault.disk.BitRot;
import dev.moonsim.fault.disk.DiskFull;
import dev.moonsim.fault.disk.DiskHang;
import dev.moonsim.fault.disk.DiskQuota;
import dev.moonsim.fault.disk.DiskReadOnly;
import dev.moonsim.fault.disk.DiskShortIo;
import dev.moonsim.fault.disk.DiskSlow;
import dev.moonsim.fault.disk.DiskStall;
import dev.moonsim.fault.disk.DiskThrottle;
import dev.moonsim.fault.disk.LostWrite;
import dev.moonsim.fault.disk.Misdirected;
import dev.moonsim.fault.disk.OpenFiles;
import dev.moonsim.fault.disk.ReadError;
import dev.moonsim.fault.disk.SyncError;
import dev.moonsim.fault.disk.SyncLie;
import dev.moonsim.fault.disk.TornWrite;
import dev.moonsim.fault.disk.WriteError;
import dev.moonsim.fault.network.AcceptDelay;
import dev.moonsim.fault.network.Bandwidth;
import dev.moonsim.fault.network.BitFlip;
import dev.moonsim.fault.network.BlackHole;
import dev.moonsim.fault.network.Clog;
import dev.moonsim.fault.network.Close;
import dev.moonsim.fault.network.ConnectHang;
import dev.moonsim.fault.network.DatagramDuplicate;
import dev.moonsim.fault.network.DatagramLoss;
import dev.moonsim.fault.network.DatagramReorder;
import dev.moonsim.fault.network.ExtraLatency;
import dev.moonsim.fault.network.HalfOpen;
import dev.moonsim.fault.network.Hold;
import dev.moonsim.fault.network.Loss;
import dev.moonsim.fault.network.NameLookup;
import dev.moonsim.fault.network.Partition;
import dev.moonsim.fault.network.Refuse;
import dev.moonsim.fault.network.ShortIo;
import dev.moonsim.fault.process.Attrition;
import dev.moonsim.fault.process.MemoryExhausted;
import dev.moonsim.fault.process.NodePause;
import dev.moonsim.fault.process.NodeSlow;
import dev.moonsim.fault.process.Outage;
import dev.moonsim.fault.process.ThreadStart;
import java.util.ArrayList;
import java.util.List;

/** All kinds of faults there are. Whatever is here appears in scenario files, masks, swarm, reports and documentation. */
public final class FaultCatalog {
    private static final List<FaultKind> KINDS = List.of(
            Attrition.KIND,
            Outage.KIND,
            NodePause.KIND,
            NodeSlow.KIND,
            ClockSkew.KIND,
            ClockDrift.KIND,
            ClockJump.KIND,
            TimeDelay.KIND,
            MemoryExhausted.KIND,
            ThreadStart.KIND,
            Partition.KIND,
            ExtraLatency.KIND,
            Bandwidth.KIND,
            Clog.KIND,
            Hold.KIND,
            Loss.KIND,
            BitFlip.KIND,
            ShortIo.KIND,
            Close.KIND,
            HalfOpen.KIND,
            BlackHole.KIND,
            Refuse.KIND,
            ConnectHang.KIND,
            AcceptDelay.KIND,
            NameLookup.KIND,
            DatagramLoss.KIND,
            DatagramDuplicate.KIND,
            DatagramReorder.KIND,
            DiskShortIo.KIND,
            DiskSlow.KIND,
            DiskStall.KIND,
            DiskThrottle.KIND,
            DiskHang.KIND,
            ReadError.KIND,
            WriteError.KIND,
            SyncError.KIND,
            SyncLie.KIND,
            LostWrite.KIND,
            Misdirected.KIND,
            BitRot.KIND,
            DiskFull.KIND,
            DiskQuota.KIND,
            DiskReadOnly.KIND,
            OpenFiles.KIND,
            TornWrite.KIND);

    private FaultCatalog() {}

    public static List<FaultKind> kinds() {
        return KINDS;
    }

    /** The kind of a name, or null. */
    public static FaultKind kind(String name) {
        for (FaultKind kind : KINDS) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            names.add(kind.name());
        }
        return names;
    }

    /** What faults count as, in order. */
    public static List<String> counters() {
        List<String> counters = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            counters.addAll(kind.counters());
        }
        return counters;
    }
}

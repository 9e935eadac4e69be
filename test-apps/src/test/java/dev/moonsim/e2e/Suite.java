package dev.moonsim.e2e;

import apps.races.atomics.AbaStack;
import apps.races.atomics.Bakery;
import apps.races.atomics.LimitedCounter;
import apps.races.atomics.MaxRace;
import apps.races.atomics.Peterson;
import apps.races.atomics.RefCount;
import apps.races.atomics.SeqLock;
import apps.races.atomics.SpinLock;
import apps.races.atomics.SpscRing;
import apps.races.atomics.TailFirstQueue;
import apps.races.atomics.TicketLock;
import apps.races.atomics.TwoProducers;
import apps.races.atomics.VarHandleClaim;
import apps.races.atomics.WorkStealing;
import apps.races.collections.ArrayListLost;
import apps.races.collections.CacheTwice;
import apps.races.collections.ChmCheckThenAct;
import apps.races.collections.CowIndex;
import apps.races.collections.CrossCompute;
import apps.races.collections.HashMapLost;
import apps.races.collections.HashtableCount;
import apps.races.collections.IteratorCme;
import apps.races.collections.PropertiesPair;
import apps.races.collections.QueueDrain;
import apps.races.collections.RecursiveCompute;
import apps.races.collections.SkipListFirst;
import apps.races.collections.StackPop;
import apps.races.collections.StringBufferTrim;
import apps.races.collections.SyncListAdd;
import apps.races.collections.VectorLast;
import apps.races.executors.ExecutorRace;
import apps.races.executors.ForkJoinRace;
import apps.races.executors.NestedSubmit;
import apps.races.executors.ParallelSum;
import apps.races.executors.ScheduledSwallow;
import apps.races.executors.ShutdownRace;
import apps.races.executors.StrayInterrupt;
import apps.races.executors.ThreadLocalLeak;
import apps.races.executors.TimerDeath;
import apps.races.fields.EscapingThis;
import apps.races.fields.PlainRace;
import apps.races.fields.Reorder10;
import apps.races.fields.Reorder4;
import apps.races.fields.SharedFormatter;
import apps.races.futures.CallbackOrder;
import apps.races.futures.CompleteTwice;
import apps.races.futures.FutureRace;
import apps.races.futures.FutureTimeout;
import apps.races.futures.JoinInCallback;
import apps.races.init.DoubleChecked;
import apps.races.init.JoinInInitialiser;
import apps.races.init.LazyInit;
import apps.races.init.ParentChildInit;
import apps.races.init.ClassInitDeadlock;
import apps.races.interrupts.InterruptLost;
import apps.races.interrupts.InterruptSwallowed;
import apps.races.interrupts.ParkPermit;
import apps.races.interrupts.PermitBeforePark;
import apps.races.locks.AccountRace;
import apps.races.locks.LockLeak;
import apps.races.locks.LockOnMutable;
import apps.races.locks.LockOrder;
import apps.races.locks.NestedMonitor;
import apps.races.locks.Philosophers;
import apps.races.locks.RwLockStale;
import apps.races.locks.RwLockUpgrade;
import apps.races.locks.StampedUnvalidated;
import apps.races.locks.TransferCycle;
import apps.races.locks.TransferRace;
import apps.races.locks.TryLockIgnored;
import apps.races.locks.TwoStage;
import apps.races.locks.WrongLock;
import apps.races.monitors.BarrierReuse;
import apps.races.monitors.BoundedBuffer;
import apps.races.monitors.IfNotWhile;
import apps.races.monitors.JoinBeforeStart;
import apps.races.monitors.LostWakeup;
import apps.races.monitors.NotifyNotAll;
import apps.races.monitors.SignalBeforeAwait;
import apps.races.monitors.SignalNotAll;
import apps.races.net.ProxyInit;
import apps.races.net.TcpPartialRead;
import apps.races.net.TcpRace;
import apps.races.progress.BusyWaits;
import apps.races.progress.JdkFirstUse;
import apps.races.progress.LongLoops;
import apps.races.sync.BarrierBroken;
import apps.races.sync.ExchangerThree;
import apps.races.sync.LatchMiscount;
import apps.races.sync.LatchPublish;
import apps.races.sync.PhaserLate;
import apps.races.sync.SemaphoreLeak;
import apps.races.sync.SemaphoreOverRelease;
import apps.races.time.LeaseExpiry;
import apps.races.time.SleepOrder;
import apps.races.time.TimedLock;
import apps.races.time.TimedPoll;
import apps.races.time.TimestampOrder;
import apps.races.virtual.VirtualCounter;
import apps.races.virtual.VirtualLockOrder;
import apps.races.virtual.VirtualPerTask;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The programs of {@code apps.races} and what must become of each under {@code explore}: how it fails, within how many seeds
 * from 1, and that its correct twin (the same with the argument {@code fixed}) never does.
 */
final class Suite {
    /**
     * One program.
     *
     * @param what the kinds of its failure as reports name them, or null where the program is correct
     * @param message what the failure's message contains, as a regular expression
     * @param bound seeds within which the failure must be found
     * @param options what the run needs beside the defaults of {@code explore}
     */
    record Entry(Class<?> main, List<String> what, String message, int bound, List<String> options) {
        boolean isCorrect() {
            return what == null;
        }

        String name() {
            return main.getSimpleName();
        }

        boolean isDeclared(WarmJvm.Outcome outcome) {
            return outcome.verdict().equals("failed") && what.contains(outcome.what())
                    && Pattern.compile(message).matcher(outcome.message()).find();
        }

        /** The program itself, or its correct twin, as {@code explore} runs it; a strategy other than the default by option. */
        WarmJvm start(boolean fixed, String... more) {
            List<String> all = new ArrayList<>(List.of("-Dmoonsim.stalls=auto", "-Dmoonsim.spurious=auto"));
            all.addAll(options);
            all.addAll(List.of(more));
            return new WarmJvm(all, main.getName(), fixed ? new String[] {"fixed"} : new String[0]);
        }

        private Entry with(String option) {
            return new Entry(main, what, message, bound, List.of(option));
        }
    }

    /** Points inside the unsynchronized collections of the JDK. */
    private static final String INSIDE_THE_JDK = "-Dmoonsim.preempt=jdk";

    private Suite() {}

    private static Entry dies(Class<?> main, String message, int bound) {
        return new Entry(main, List.of("uncaught exception"), message, bound, List.of());
    }

    /** Tasks wait for each other, or all wait and none can wake them. */
    private static Entry deadlocks(Class<?> main, int bound) {
        return new Entry(main, List.of("deadlock", "lost wake-up"), "", bound, List.of());
    }

    private static Entry passes(Class<?> main) {
        return new Entry(main, null, null, 0, List.of());
    }

    static final List<Entry> ENTRIES = List.of(
            // locks
            dies(AccountRace.class, "lost deposit: ", 500),
            deadlocks(LockLeak.class, 500),
            dies(LockOnMutable.class, "count: ", 500),
            deadlocks(LockOrder.class, 500),
            deadlocks(NestedMonitor.class, 500),
            deadlocks(Philosophers.class, 500),
            dies(RwLockStale.class, "value: 1", 500),
            deadlocks(RwLockUpgrade.class, 500),
            dies(StampedUnvalidated.class, "half of a move", 500),
            deadlocks(TransferCycle.class, 500),
            dies(TransferRace.class, "overdrawn: -3", 500),
            dies(TryLockIgnored.class, "IllegalMonitorState", 500),
            dies(TwoStage.class, "saw stage A", 500),
            dies(WrongLock.class, "counter: ", 500),
            // fields
            dies(EscapingThis.class, "half built", 500),
            dies(PlainRace.class, "count: 1", 500),
            dies(Reorder10.class, "a and b differ", 500),
            dies(Reorder4.class, "a and b differ", 500),
            dies(SharedFormatter.class, "became", 500),
            // monitors
            deadlocks(BarrierReuse.class, 500),
            dies(BoundedBuffer.class, "an empty slot|a full slot", 500),
            dies(IfNotWhile.class, "NoSuchElement", 500),
            dies(JoinBeforeStart.class, "joined before", 500),
            deadlocks(LostWakeup.class, 500),
            deadlocks(NotifyNotAll.class, 500),
            deadlocks(SignalBeforeAwait.class, 500),
            deadlocks(SignalNotAll.class, 500),
            // atomics
            dies(AbaStack.class, "is held and on the stack", 500),
            dies(Bakery.class, "two are inside", 500),
            dies(LimitedCounter.class, "taken: 3", 500),
            dies(MaxRace.class, "max: 1", 500),
            dies(Peterson.class, "both are inside", 500),
            dies(RefCount.class, "used after it was closed", 500),
            dies(SeqLock.class, "half a write", 500),
            dies(SpinLock.class, "count: 1", 500),
            dies(SpscRing.class, "in place of", 500),
            dies(TailFirstQueue.class, "empty after an offer", 500),
            dies(TicketLock.class, "two are inside", 500),
            dies(TwoProducers.class, "items: 1", 500),
            dies(VarHandleClaim.class, "winners: 2", 500),
            dies(WorkStealing.class, "was taken twice", 500),
            // collections
            dies(ArrayListLost.class, "elements: 1", 500).with(INSIDE_THE_JDK),
            dies(CacheTwice.class, "two objects", 500),
            dies(ChmCheckThenAct.class, "claims: 2", 500),
            dies(CowIndex.class, "IndexOutOfBounds", 500),
            deadlocks(CrossCompute.class, 500),
            dies(HashMapLost.class, "entries: ", 500).with(INSIDE_THE_JDK),
            dies(HashtableCount.class, "count: 1", 500),
            dies(IteratorCme.class, "ConcurrentModificationException", 500),
            dies(PropertiesPair.class, "host with", 500),
            dies(QueueDrain.class, "NullPointerException", 500),
            dies(RecursiveCompute.class, "Recursive update", 500),
            dies(SkipListFirst.class, "NoSuchElementException", 500),
            dies(StackPop.class, "EmptyStackException", 500),
            dies(StringBufferTrim.class, "StringIndexOutOfBounds", 500),
            dies(SyncListAdd.class, "added 2 times", 500),
            dies(VectorLast.class, "ArrayIndexOutOfBounds", 500),
            // executors
            dies(ExecutorRace.class, "total: ", 500),
            dies(ForkJoinRace.class, "sum: ", 500),
            deadlocks(NestedSubmit.class, 500),
            dies(ParallelSum.class, "sum: ", 500),
            deadlocks(ScheduledSwallow.class, 500),
            dies(ShutdownRace.class, "RejectedExecution", 500),
            dies(StrayInterrupt.class, "was interrupted", 500),
            dies(ThreadLocalLeak.class, "request of alice", 500),
            dies(TimerDeath.class, "NoSuchElement", 500),
            // futures
            dies(CallbackOrder.class, "order: .second, first", 500),
            dies(CompleteTwice.class, "winners: 2", 500),
            dies(FutureRace.class, "total: ", 500),
            dies(FutureTimeout.class, "TimeoutException", 500),
            deadlocks(JoinInCallback.class, 500),
            // sync
            dies(BarrierBroken.class, "BrokenBarrier", 500),
            dies(ExchangerThree.class, "have met", 500),
            deadlocks(LatchMiscount.class, 500),
            dies(LatchPublish.class, "read before", 500),
            dies(PhaserLate.class, "done: ", 500),
            deadlocks(SemaphoreLeak.class, 500),
            dies(SemaphoreOverRelease.class, "two are inside", 500),
            // interrupts
            deadlocks(InterruptLost.class, 500),
            deadlocks(InterruptSwallowed.class, 500),
            dies(ParkPermit.class, "went on too early", 500),
            deadlocks(PermitBeforePark.class, 500),
            // init
            dies(DoubleChecked.class, "not loaded yet", 500),
            deadlocks(JoinInInitialiser.class, 1),
            dies(LazyInit.class, "built ", 500),
            deadlocks(ParentChildInit.class, 500),
            deadlocks(ClassInitDeadlock.class, 500),
            // time
            dies(LeaseExpiry.class, "a write under lease 1", 500),
            dies(SleepOrder.class, "not ready", 500),
            dies(TimedLock.class, "count: 1", 500),
            dies(TimedPoll.class, "NullPointer", 500),
            dies(TimestampOrder.class, "time runs backwards", 500),
            // virtual
            dies(VirtualCounter.class, "count: ", 500),
            deadlocks(VirtualLockOrder.class, 500),
            dies(VirtualPerTask.class, "seats taken", 500),
            // net
            passes(ProxyInit.class),
            dies(TcpPartialRead.class, "bytes read: 2", 500),
            dies(TcpRace.class, "lost deposit: ", 500),
            // progress
            passes(BusyWaits.class),
            passes(JdkFirstUse.class),
            passes(LongLoops.class));
}

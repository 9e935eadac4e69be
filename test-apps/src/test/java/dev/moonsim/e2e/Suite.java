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
     * @param bound seeds within which the failure must be found: some 25 times as many as it takes at the rate that was
     *     measured, so that a change of the kernel that only shifts which seeds fail is none to the test
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

        /** The program itself or its correct twin, as {@code explore} runs it, with more options of the JVM. */
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
            dies(AccountRace.class, "lost deposit: ", 300),
            deadlocks(LockLeak.class, 300),
            dies(LockOnMutable.class, "count: ", 2_000),
            deadlocks(LockOrder.class, 300),
            deadlocks(NestedMonitor.class, 300),
            deadlocks(Philosophers.class, 2_000),
            dies(RwLockStale.class, "value: 1", 300),
            deadlocks(RwLockUpgrade.class, 300),
            dies(StampedUnvalidated.class, "half of a move", 300),
            deadlocks(TransferCycle.class, 700),
            dies(TransferRace.class, "overdrawn: -3", 300),
            dies(TryLockIgnored.class, "IllegalMonitorState", 300),
            dies(TwoStage.class, "saw stage A", 2_000),
            dies(WrongLock.class, "counter: ", 300),
            // fields
            dies(EscapingThis.class, "half built", 700),
            dies(PlainRace.class, "count: 1", 300),
            dies(Reorder10.class, "a and b differ", 700),
            dies(Reorder4.class, "a and b differ", 700),
            dies(SharedFormatter.class, "became", 300),
            // monitors
            deadlocks(BarrierReuse.class, 300),
            dies(BoundedBuffer.class, "an empty slot|a full slot", 300),
            dies(IfNotWhile.class, "NoSuchElement", 300),
            dies(JoinBeforeStart.class, "joined before", 300),
            deadlocks(LostWakeup.class, 700),
            deadlocks(NotifyNotAll.class, 700),
            deadlocks(SignalBeforeAwait.class, 300),
            deadlocks(SignalNotAll.class, 700),
            // atomics
            dies(AbaStack.class, "is held and on the stack", 2_000),
            dies(Bakery.class, "two are inside", 2_000),
            dies(LimitedCounter.class, "taken: 3", 300),
            dies(MaxRace.class, "max: 1", 700),
            dies(Peterson.class, "both are inside", 2_000),
            dies(RefCount.class, "used after it was closed", 300),
            dies(SeqLock.class, "half a write", 2_000),
            dies(SpinLock.class, "count: 1", 700),
            dies(SpscRing.class, "in place of", 300),
            dies(TailFirstQueue.class, "empty after an offer", 2_000),
            dies(TicketLock.class, "two are inside", 700),
            dies(TwoProducers.class, "items: 1", 300),
            dies(VarHandleClaim.class, "winners: 2", 300),
            dies(WorkStealing.class, "was taken twice", 2_000),
            // collections
            dies(ArrayListLost.class, "elements: 1", 2_000).with(INSIDE_THE_JDK),
            dies(CacheTwice.class, "two objects", 300),
            dies(ChmCheckThenAct.class, "claims: 2", 300),
            dies(CowIndex.class, "IndexOutOfBounds", 700),
            deadlocks(CrossCompute.class, 300),
            dies(HashMapLost.class, "entries: ", 2_000).with(INSIDE_THE_JDK),
            dies(HashtableCount.class, "count: 1", 300),
            dies(IteratorCme.class, "ConcurrentModificationException", 300),
            dies(PropertiesPair.class, "host with", 700),
            dies(QueueDrain.class, "NullPointerException", 300),
            dies(RecursiveCompute.class, "Recursive update", 300),
            dies(SkipListFirst.class, "NoSuchElementException", 300),
            dies(StackPop.class, "EmptyStackException", 300),
            dies(StringBufferTrim.class, "StringIndexOutOfBounds", 300),
            dies(SyncListAdd.class, "added 2 times", 300),
            dies(VectorLast.class, "ArrayIndexOutOfBounds", 700),
            // executors
            dies(ExecutorRace.class, "total: ", 300),
            dies(ForkJoinRace.class, "sum: ", 300),
            deadlocks(NestedSubmit.class, 300),
            dies(ParallelSum.class, "sum: ", 300),
            deadlocks(ScheduledSwallow.class, 300),
            dies(ShutdownRace.class, "RejectedExecution", 300),
            dies(StrayInterrupt.class, "was interrupted", 300),
            dies(ThreadLocalLeak.class, "request of alice", 300),
            dies(TimerDeath.class, "NoSuchElement", 2_000),
            // futures
            dies(CallbackOrder.class, "order: .second, first", 300),
            dies(CompleteTwice.class, "winners: 2", 300),
            dies(FutureRace.class, "total: ", 300),
            dies(FutureTimeout.class, "TimeoutException", 10_000),
            deadlocks(JoinInCallback.class, 300),
            // sync
            dies(BarrierBroken.class, "BrokenBarrier", 300),
            dies(ExchangerThree.class, "have met", 300),
            deadlocks(LatchMiscount.class, 300),
            dies(LatchPublish.class, "read before", 300),
            dies(PhaserLate.class, "done: ", 300),
            deadlocks(SemaphoreLeak.class, 300),
            dies(SemaphoreOverRelease.class, "two are inside", 700),
            // interrupts
            deadlocks(InterruptLost.class, 2_000),
            deadlocks(InterruptSwallowed.class, 300),
            dies(ParkPermit.class, "went on too early", 300),
            deadlocks(PermitBeforePark.class, 2_000),
            // init
            dies(DoubleChecked.class, "not loaded yet", 700),
            deadlocks(JoinInInitialiser.class, 1),
            dies(LazyInit.class, "built ", 300),
            deadlocks(ParentChildInit.class, 300),
            deadlocks(ClassInitDeadlock.class, 300),
            // time
            dies(LeaseExpiry.class, "a write under lease 1", 10_000),
            dies(SleepOrder.class, "not ready", 10_000),
            dies(TimedLock.class, "count: 1", 10_000),
            dies(TimedPoll.class, "NullPointer", 10_000),
            dies(TimestampOrder.class, "time runs backwards", 10_000),
            // virtual
            dies(VirtualCounter.class, "count: ", 300),
            deadlocks(VirtualLockOrder.class, 700),
            dies(VirtualPerTask.class, "seats taken", 300),
            // net
            passes(ProxyInit.class),
            dies(TcpPartialRead.class, "bytes read: 2", 2_000),
            dies(TcpRace.class, "lost deposit: ", 700),
            // progress
            passes(BusyWaits.class),
            passes(JdkFirstUse.class),
            passes(LongLoops.class));
}

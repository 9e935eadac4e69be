package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.Routers;

/** Pekko's typed actors: many tellers, asks, a router's pool, restarts, timers, a dispatcher of their own. */
public final class PekkoActors {
    private static final int TELLERS = 4;
    private static final int MESSAGES = 20;

    private PekkoActors() {}

    /** What the actors understand. */
    private sealed interface Message {}

    private record Add(int teller, int number) implements Message {}

    private record Work(int number, ActorRef<Message> to) implements Message {}

    private record Done(int result) implements Message {}

    private record Fail() implements Message {}

    private record Tick() implements Message {}

    private record Ask(ActorRef<State> replyTo) implements Message {}

    private record State(long sum, int messages, int restarts, int ticks, boolean ordered) {}

    /** Adds up; one message at a time, each teller's in order. */
    private static final class Account extends AbstractBehavior<Message> {
        private final int[] next = new int[TELLERS];
        private long sum;
        private int messages;
        private int ticks;
        private boolean ordered = true;
        private boolean inside;

        Account(ActorContext<Message> context) {
            super(context);
        }

        @Override
        public Receive<Message> createReceive() {
            return newReceiveBuilder().onMessage(Add.class, add -> {
                check(!inside, "two messages at once");
                inside = true;
                ordered &= next[add.teller]++ == add.number;
                sum += add.number;
                messages++;
                inside = false;
                return this;
            }).onMessage(Work.class, work -> {
                work.to.tell(new Done(work.number * work.number));
                return this;
            }).onMessage(Done.class, done -> {
                sum += done.result;
                messages++;
                return this;
            }).onMessage(Fail.class, fail -> {
                throw new IllegalStateException("asked for");
            }).onMessage(Tick.class, tick -> {
                ticks++;
                return this;
            }).onMessage(Ask.class, ask -> {
                ask.replyTo.tell(new State(sum, messages, 0, ticks, ordered));
                return this;
            }).build();
        }

        static Behavior<Message> create() {
            return Behaviors.setup(Account::new);
        }

        static Behavior<Message> ticking() {
            return Behaviors.withTimers(timers -> {
                timers.startTimerAtFixedRate(new Tick(), Duration.ofMillis(100));
                return create();
            });
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem<Message> system = ActorSystem.create(Behaviors.supervise(Account.create())
                .onFailure(SupervisorStrategy.resume()), "accounts");
        told(system);
        restarted(system);
        routed(system);
        ticked(system);
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.MINUTES);
        System.out.println("passed");
    }

    private static State ask(ActorSystem<?> system, ActorRef<Message> actor) throws Exception {
        CompletionStage<State> state =
                AskPattern.ask(actor, (ActorRef<State> replyTo) -> new Ask(replyTo), Duration.ofMinutes(10), system.scheduler());
        return state.toCompletableFuture().get(20, TimeUnit.MINUTES);
    }

    private static void tell(ActorRef<Message> actor, boolean failing) throws InterruptedException {
        Crew.run(TELLERS, teller -> {
            for (int i = 0; i < MESSAGES; i++) {
                actor.tell(new Add(teller, i));
                if (failing && i % 10 == 5) {
                    actor.tell(new Fail());
                }
            }
        });
    }

    private static void told(ActorSystem<Message> system) throws Exception {
        ActorRef<Message> actor = system.systemActorOf(Account.create(), "told", DispatcherSelector.blocking());
        tell(actor, false);
        equal(new State(TELLERS * 190, TELLERS * MESSAGES, 0, 0, true), ask(system, actor), "after all were told");
    }

    /** The guardian resumes after each failure and keeps its state. */
    private static void restarted(ActorSystem<Message> system) throws Exception {
        tell(system, true);
        equal(new State(TELLERS * 190, TELLERS * MESSAGES, 0, 0, true), ask(system, system), "in spite of failures");
    }

    private static void routed(ActorSystem<Message> system) throws Exception {
        ActorRef<Message> sum = system.systemActorOf(Account.create(), "sum", org.apache.pekko.actor.typed.Props.empty());
        ActorRef<Message> router = system.systemActorOf(Routers.pool(3, Account.create()), "router",
                org.apache.pekko.actor.typed.Props.empty());
        Crew.run(TELLERS, teller -> {
            for (int i = 1; i <= 10; i++) {
                router.tell(new Work(i, sum));
            }
        });
        State state = ask(system, sum);
        while (state.messages < TELLERS * 10) {
            Thread.sleep(1);
            state = ask(system, sum);
        }
        equal(TELLERS * 385L, state.sum, "sum of the workers' results");
    }

    private static void ticked(ActorSystem<Message> system) throws Exception {
        ActorRef<Message> actor = system.systemActorOf(Account.ticking(), "ticking", org.apache.pekko.actor.typed.Props.empty());
        while (ask(system, actor).ticks < 5) {
            Thread.sleep(100);
        }
    }
}

/**
 * Histories: what the clients of a service asked and were answered, and whether that is linearizable.
 *
 * <p>Ordinary Java: it runs inside a simulation, where the time of the tables is the simulated one, and anywhere else.
 * A workload records what its clients do, and judges it at the end:
 *
 * <pre>{@code
 * import static dev.moonsim.api.history.KeyValueModel.*;
 *
 * var model = new KeyValueModel<String, String>();
 * var history = History.of(model);
 *
 * // in each client
 * history.call("client 1", put("x", "1"), () -> service.put("x", "1"));   // an exception: unknown whether applied
 * history.call("client 1", get("x"), () -> service.get("x"));
 *
 * // or by hand
 * var call = history.invoke("client 2", compareAndSet("x", "1", "2"));
 * try {
 *     call.complete(service.compareAndSet("x", "1", "2"));
 * } catch (ConnectException refused) {
 *     call.fail();                                                         // certainly not applied
 * } catch (IOException lost) {
 *     call.unknown();                                                      // perhaps applied, perhaps later
 * }
 *
 * // at the end
 * Linearizability.check(history, model).orThrow();
 * }</pre>
 *
 * <p>A history that is not linearizable is shown by a small part of it, in which time runs down and each client has a
 * column:
 *
 * <pre>
 * not linearizable (500 operations, 20 parts, 1 not linearizable, 731 states)
 * client 3: get(x) -&gt; 1 at 4.120771 s (operation 97) has no explanation: before it the state of x is 2
 * seconds   client 1     client 2     client 3
 * 3.800104  / put(x, 1)
 * 3.803550  \ ok
 * 3.910020               / put(x, 2)
 * 4.112002               \ ok
 * 4.118030                            / get(x)
 * 4.120771                            \ 1       &lt;== no explanation
 * 11 others on x before this answer: it fails whether they took effect or not
 * </pre>
 *
 * <p>There are models of a {@link dev.moonsim.api.history.RegisterModel register}, a
 * {@link dev.moonsim.api.history.KeyValueModel map}, a {@link dev.moonsim.api.history.QueueModel queue}, a
 * {@link dev.moonsim.api.history.LockModel lock} and a {@link dev.moonsim.api.history.CounterModel counter}. Of any
 * other object {@link dev.moonsim.api.history.Model#of Model.of} makes one from a function, and
 * {@link dev.moonsim.api.history.Model} takes those that may choose their answer:
 *
 * <pre>{@code
 * // A set; each element is a part of it by itself, whose state is whether it is there.
 * Model<Boolean, SetInput, Boolean> set = Model.of(false, SetInput::element, (there, input) -> switch (input.kind()) {
 *     case ADD -> new Model.Transition<>(true, !there);
 *     case REMOVE -> new Model.Transition<>(false, there);
 *     case CONTAINS -> new Model.Transition<>(there, there);
 * });
 * }</pre>
 */
package dev.moonsim.api.history;

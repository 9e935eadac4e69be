package apps.process;

/** Ends in the way its argument names, with a shutdown hook that prints. */
public final class Exit {
    private Exit() {}

    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook"), "hook"));
        System.out.println("main " + args[0]);
        switch (args[0]) {
            case "return" -> { }
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(args[1]));
            case "throw" -> throw new IllegalStateException("thrown from main");
            case "throw-in-thread" -> {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("thrown from a thread");
                }, "worker");
                thread.start();
                thread.join();
                System.out.println("main goes on");
            }
            case "exit-in-thread" -> {
                new Thread(() -> System.exit(Integer.parseInt(args[1]))).start();
                Thread.sleep(Long.MAX_VALUE);
            }
            case "exit-in-finally" -> {
                try {
                    System.exit(Integer.parseInt(args[1]));
                } finally {
                    System.out.println("never");
                }
            }
            case "daemon" -> {
                Thread daemon = new Thread(() -> {
                    try {
                        Thread.sleep(3_600_000);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    System.out.println("never");
                });
                daemon.setDaemon(true);
                daemon.start();
            }
            case "late" -> new Thread(() -> {
                try {
                    Thread.sleep(3_600_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                System.out.println("an hour later");
            }).start();
            case "forever" -> {
                while (true) {
                    Thread.sleep(1_000);
                }
            }
            case "wait" -> new Thread(() -> {
                synchronized (args) {
                    try {
                        args.wait();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }, "waiter").start();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}

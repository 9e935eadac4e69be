package dev.moonsim.intercept;

import java.util.ArrayList;
import java.util.List;

/** Everything Moonsim takes over. Built once at start from the areas; the documentation's list is generated from it too. */
public final class Catalog {
    /** The areas; a new one is added here. */
    private static final Area[] AREAS = {
        new LauncherArea(),
        new ThreadsArea(),
        new StackTracesArea(),
        new VirtualThreadsArea(),
        new WakeupsArea(),
        new ForkJoinArea(),
        new TimeArea(),
        new RandomArea(),
        new CollectionsArea(),
        new CountersArea(),
        new IdentityArea(),
        new ProcessArea(),
        new DefaultsArea(),
        new StreamsArea(),
        new NativeAccessArea(),
        new LoadingArea(),
        new ClassNamesArea(),
        new ReferencesArea(),
        new CleanersArea(),
        new ReflectionArea(),
        new PackagesArea(),
        new HttpClientArea(),
        new FileStreamsArea(),
        new FileChannelsArea(),
        new FilesArea(),
        new FileAttributesArea(),
        new WatchServiceArea(),
        new JavaIoFileArea(),
        new FileTablesArea(),
        new DriversArea(),
        new LoggingArea(),
        new SystemLoggersArea(),
        new ManagementArea(),
        new MonitoringArea(),
        new ThreadMonitoringArea(),
        new ProcessHandlesArea(),
        new JvmOptionsArea(),
        new UsersArea(),
        new HardwareArea(),
        new DesktopArea(),
        new FlightRecorderArea(),
        new RefusedArea(),
        new SocketsArea(),
        new SocketOptionsArea(),
        new DatagramsArea(),
        new ChannelsArea(),
        new AsynchronousArea(),
        new UnixSocketsArea(),
        new NamesArea(),
        new UrlsArea(),
        new SecurityArea(),
    };

    private final List<Hook> hooks = new ArrayList<>();
    private final List<String> initialised = new ArrayList<>();

    private Catalog() {}

    public static Catalog load() {
        Catalog catalog = new Catalog();
        for (Area area : AREAS) {
            area.declare(catalog);
        }
        return catalog;
    }

    public List<Hook> hooks() {
        return hooks;
    }

    /**
     * A class of the JDK whose static initialiser must run once the hooks are in place and before any task: else it would
     * run in the first task that comes to it, and in no other run of the JVM.
     */
    public void initialise(String type) {
        initialised.add(type);
    }

    /** Binary names. */
    public List<String> initialised() {
        return initialised;
    }

    /** Calls of a method that cannot be hooked where it is: a native, an intrinsic, a method every class inherits. */
    public Hook call(String owner, String name, String descriptor) {
        return add(Hook.Kind.CALL, owner, name, descriptor);
    }

    public Hook staticRead(String owner, String field, String descriptor) {
        return add(Hook.Kind.STATIC_READ, owner, field, descriptor);
    }

    public Hook body(String owner, String name, String descriptor) {
        return add(Hook.Kind.BODY, owner, name, descriptor);
    }

    public Hook before(String owner, String name, String descriptor) {
        return add(Hook.Kind.BEFORE, owner, name, descriptor);
    }

    public Hook after(String owner, String name, String descriptor) {
        return add(Hook.Kind.AFTER, owner, name, descriptor);
    }

    /** The monitors that a method enters in its body; not its own, where it is synchronized. */
    public Hook monitors(String owner, String name, String descriptor) {
        return add(Hook.Kind.MONITOR, owner, name, descriptor).as("(Ljava/lang/Object;)V");
    }

    /** A native method that no task may call, wherever the call is. */
    public Hook refuse(String owner, String name, String descriptor) {
        return add(Hook.Kind.REFUSE, owner, name, descriptor).everywhere();
    }

    private Hook add(Hook.Kind kind, String owner, String name, String descriptor) {
        Hook hook = new Hook(kind, owner, name, descriptor);
        hooks.add(hook);
        return hook;
    }
}

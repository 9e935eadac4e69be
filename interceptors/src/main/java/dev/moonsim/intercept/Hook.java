package dev.moonsim.intercept;

import java.util.List;

/** One JDK member that Moonsim takes over, and what it becomes. Names are internal ({@code java/lang/System}). */
public final class Hook {
    /** How the member is taken over. */
    public enum Kind {
        /** Every call of the method, in the classes of {@link #scope}, becomes a call of the handler. */
        CALL,
        /** Every read of the static field, in the classes of {@link #scope}, becomes a call of the handler. */
        STATIC_READ,
        /** The JDK method begins with: if the guard holds, return what the handler returns. */
        BODY,
        /** The JDK method begins with a call of the handler, which returns nothing. */
        BEFORE,
        /** The JDK method calls the handler, which returns nothing, before each return. */
        AFTER,
        /** The JDK method calls the handler, which returns nothing, with each object whose monitor it enters, before it does. */
        MONITOR,
        /** Before every call of the native method the handler is called with its name, and throws where a task calls. */
        REFUSE
    }

    /** As an owner: every class of the JDK that is loaded after the agent. */
    public static final String ANY_JDK_CLASS = "*";
    /** As an owner: every class of the program that may be a class loader, as it extends something. */
    public static final String LOADERS_OF_THE_PROGRAM = "+";

    private final Kind kind;
    private final String owner;
    private final String name;
    private final String descriptor;
    private String handlerOwner;
    private String handlerName;
    private String handlerDescriptor;
    private String guard;
    private boolean unguarded;
    private boolean application = true;
    private boolean jdk;
    private boolean anyOwner;
    private boolean alsoWhenThrown;
    private String superHandler;
    private List<String> classes = List.of();
    private List<String> interfaces = List.of();

    Hook(Kind kind, String owner, String name, String descriptor) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
    }

    /** The handler: a public static method of the area's class. */
    public Hook by(Class<? extends Area> area, String method) {
        handlerOwner = area.getName().replace('.', '/');
        handlerName = method;
        return this;
    }

    /** The handler's descriptor, where it is not simply the receiver and the parameters of the member. */
    public Hook as(String descriptor) {
        handlerDescriptor = descriptor;
        return this;
    }

    /**
     * For {@link Kind#BODY}: a static method of the same area with the handler's parameters that returns a boolean, in
     * place of the default guard {@code Task.isSimulated()}.
     */
    public Hook when(String guardMethod) {
        guard = guardMethod;
        return this;
    }

    /** For {@link Kind#BODY}: the handler always takes over. */
    public Hook always() {
        unguarded = true;
        return this;
    }

    /** For {@link Kind#AFTER} with a handler that wants no arguments: also where the method throws. */
    public Hook alsoWhenThrown() {
        if (kind != Kind.AFTER || !"()V".equals(handlerDescriptor)) {
            throw new IllegalStateException("wants arguments, or comes before: " + this);
        }
        alsoWhenThrown = true;
        return this;
    }

    public boolean isAlsoWhenThrown() {
        return alsoWhenThrown;
    }

    /** For {@link Kind#CALL} and {@link Kind#STATIC_READ}: also in the JDK's own classes, apart from the JVM's machinery. */
    public Hook everywhere() {
        jdk = true;
        return this;
    }

    /** For {@link Kind#CALL} and {@link Kind#STATIC_READ}: in the application and in the named JDK classes
     * ({@code java/lang/Thread}) or single methods of them ({@code java/lang/Thread#join}). */
    public Hook alsoIn(String... jdkClasses) {
        classes = List.of(jdkClasses);
        return this;
    }

    /** For {@link Kind#CALL} and {@link Kind#STATIC_READ}: in the named JDK classes or methods and nowhere else. */
    public Hook onlyIn(String... jdkClasses) {
        application = false;
        classes = List.of(jdkClasses);
        return this;
    }

    /** For {@link Kind#CALL} in application classes: whatever class the call names, as the method is every class's. */
    public Hook onAnyOwner() {
        anyOwner = true;
        return this;
    }

    /** For {@link Kind#CALL} everywhere of a method of {@code Object}: in the JDK's classes also where the call names one of these. */
    public Hook onInterfaces(String... types) {
        interfaces = List.of(types);
        return this;
    }

    public List<String> interfaces() {
        return interfaces;
    }

    /**
     * For {@link Kind#CALL} of a method that subclasses inherit or override: {@code super.method()} becomes a call of another handler
     * with the same parameters, and a subclass of the program that inherits the method gets one that calls it. So it is taken over
     * also where a call names the subclass, or an interface that the subclass implements with it.
     */
    public Hook inSubclasses(String superMethod) {
        superHandler = superMethod;
        return this;
    }

    /** Null: calls by {@code super} are left alone. */
    public String superHandler() {
        return superHandler;
    }

    public boolean isOnAnyOwner() {
        return anyOwner;
    }

    public Kind kind() {
        return kind;
    }

    public String owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String descriptor() {
        return descriptor;
    }

    public String handlerOwner() {
        return handlerOwner;
    }

    public String handlerName() {
        return handlerName;
    }

    /** Null: derived from the member. */
    public String handlerDescriptor() {
        return handlerDescriptor;
    }

    /** Null: the default guard. */
    public String guard() {
        return guard;
    }

    public boolean isUnguarded() {
        return unguarded;
    }

    public boolean inApplication() {
        return application;
    }

    public boolean inJdk() {
        return jdk;
    }

    /** The JDK classes named in the declaration. */
    public List<String> classes() {
        return classes;
    }

    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name + descriptor;
    }
}

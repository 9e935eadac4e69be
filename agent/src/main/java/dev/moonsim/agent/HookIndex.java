package dev.moonsim.agent;

import dev.moonsim.intercept.Catalog;
import dev.moonsim.intercept.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue arranged for the rewriter: which classes need it, and what a member becomes there. */
final class HookIndex {
    /** BODY, BEFORE, AFTER and MONITOR hooks by owner, then by name and descriptor. */
    private final Map<String, Map<String, List<Hook>>> bodies = new HashMap<>();
    /** CALL, STATIC_READ and REFUSE hooks for application classes, by owner.name+descriptor. */
    private final Map<String, Hook> application = new HashMap<>();
    /** The same by name and descriptor alone. */
    private final Map<String, Hook> anyOwner = new HashMap<>();
    /** The same for every class of the JDK. */
    private final Map<String, Hook> jdk = new HashMap<>();
    /** The same for single JDK classes or methods, by class or class#method. */
    private final Map<String, Map<String, Hook>> named = new HashMap<>();
    private final Map<String, Set<String>> jdkCallNames = new HashMap<>();
    /** CALL hooks of methods that subclasses of the program inherit, by owner. */
    private final Map<String, List<Hook>> inherited = new HashMap<>();
    private final Set<String> namedClasses = new HashSet<>();
    private final Set<String> jdkOwners = new HashSet<>();

    HookIndex(Catalog catalog) {
        for (Hook hook : catalog.hooks()) {
            switch (hook.kind()) {
                case BODY, BEFORE, AFTER, MONITOR -> addBody(hook);
                case CALL, STATIC_READ, REFUSE -> {
                    if (hook.inJdk() || !hook.classes().isEmpty()) {
                        addCallName(hook, hook.owner());
                    }
                    String key = key(hook.owner(), hook.name(), hook.descriptor());
                    if (hook.inApplication()) {
                        application.put(key, hook);
                    }
                    if (hook.superHandler() != null) {
                        addInherited(hook);
                    }
                    if (hook.isOnAnyOwner()) {
                        anyOwner.put(hook.name() + hook.descriptor(), hook);
                    }
                    if (hook.inJdk()) {
                        jdk.put(key, hook);
                        jdkOwners.add(hook.owner());
                        for (String type : hook.interfaces()) {
                            jdk.put(key(type, hook.name(), hook.descriptor()), hook);
                            jdkOwners.add(type);
                            addCallName(hook, type);
                        }
                    }
                    for (String place : hook.classes()) {
                        int method = place.indexOf('#');
                        namedClasses.add(method < 0 ? place : place.substring(0, method));
                        addNamed(place, key, hook);
                    }
                }
            }
        }
    }

    // No lambda here: this runs at each start, before anything is compiled.

    private void addBody(Hook hook) {
        Map<String, List<Hook>> methods = bodies.get(hook.owner());
        if (methods == null) {
            bodies.put(hook.owner(), methods = new HashMap<>());
        }
        String method = hook.name() + hook.descriptor();
        List<Hook> hooks = methods.get(method);
        if (hooks == null) {
            methods.put(method, hooks = new ArrayList<>());
        }
        hooks.add(hook);
    }

    private void addInherited(Hook hook) {
        List<Hook> hooks = inherited.get(hook.owner());
        if (hooks == null) {
            inherited.put(hook.owner(), hooks = new ArrayList<>());
        }
        hooks.add(hook);
    }

    private void addCallName(Hook hook, String owner) {
        String name = hook.name() + hook.descriptor();
        Set<String> owners = jdkCallNames.get(name);
        if (owners == null) {
            jdkCallNames.put(name, owners = new HashSet<>());
        }
        owners.add(owner);
    }

    private void addNamed(String place, String key, Hook hook) {
        Map<String, Hook> calls = named.get(place);
        if (calls == null) {
            named.put(place, calls = new HashMap<>());
        }
        calls.put(key, hook);
    }

    /** Calls and reads hooked anywhere in the JDK: owners by name and descriptor. */
    Map<String, Set<String>> jdkCallNames() {
        return jdkCallNames;
    }

    static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }

    /** Hooks in the bodies of a class's methods; null for none. */
    Map<String, List<Hook>> bodiesOf(String type) {
        return bodies.get(type);
    }

    /** Hooks in the static initialiser of every JDK class. */
    List<Hook> initialisers() {
        return bodies.get(Hook.ANY_JDK_CLASS).get("<clinit>()V");
    }

    /** Hooks in a method of a class of the program that extends another than {@code Object}; null for none. */
    List<Hook> ofLoaders(String method) {
        return bodies.get(Hook.LOADERS_OF_THE_PROGRAM).get(method);
    }

    Map<String, Hook> application() {
        return application;
    }

    Map<String, Hook> anyOwner() {
        return anyOwner;
    }

    Map<String, Hook> everywhere() {
        return jdk;
    }

    /** Hooks that a subclass of the program overrides unless it declares the method; null for none. */
    List<Hook> inheritedFrom(String superType) {
        return inherited.get(superType);
    }

    /** True where calls made in this JDK class, or in one of its methods, are hooked. */
    boolean isNamed(String type) {
        return namedClasses.contains(type);
    }

    /** Hooks of calls made in one JDK class, or in one method of it; null for none. */
    Map<String, Hook> callsIn(String place) {
        return named.get(place);
    }

    boolean isOwnerHookedEverywhere(String owner) {
        return jdkOwners.contains(owner);
    }

    /** JDK classes that are rewritten for certain: those with hooked bodies and those named for their calls. */
    Set<String> certainClasses() {
        Set<String> types = new HashSet<>(bodies.keySet());
        types.remove(Hook.ANY_JDK_CLASS);
        types.remove(Hook.LOADERS_OF_THE_PROGRAM);
        types.addAll(namedClasses);
        return types;
    }
}

package dev.moonsim.agent;

import java.util.HashMap;
import java.util.Map;

/** The classes of the JDK whose objects threads share: a call of them is where another task could run first. */
final class SharedClasses {
    /** Packages, with a slash at the end, and single classes. */
    private static final String[] PREFIXES = {
        "java/util/concurrent/", "java/lang/Thread", "java/lang/invoke/VarHandle", "java/lang/StringBuffer",
        "java/lang/ref/", "java/lang/Process", "java/lang/Runtime", "java/io/", "java/net/", "java/nio/channels/",
        "java/nio/file/Files", "java/text/", "java/util/Timer", "java/util/Calendar", "java/util/Date", "sun/misc/Unsafe",
        "javax/management/",
    };
    /** Ends of the names of collections in java.util. */
    private static final String[] COLLECTIONS = {
        "Map", "Set", "List", "Queue", "Deque", "Stack", "Vector", "Hashtable", "Collection", "Collections", "Iterator",
        "Enumeration", "Dictionary", "Properties", "Entry",
    };
    /** Thread is more than what concerns others. */
    private static final String[] PRIVATE_THREAD_METHODS = {"currentThread", "getName", "getId", "threadId", "isVirtual",
        "getContextClassLoader", "getPriority", "getThreadGroup", "isDaemon", "holdsLock", "getStackTrace", "yield",
        "onSpinWait", "sleep", "ofVirtual", "ofPlatform"};

    /** Classes of the JDK, and those nested in them, that break when threads share them without a lock. */
    private static final String[] UNSYNCHRONIZED = {
        "java/util/ArrayList", "java/util/LinkedList", "java/util/ArrayDeque", "java/util/PriorityQueue", "java/util/HashMap",
        "java/util/LinkedHashMap", "java/util/TreeMap", "java/util/HashSet", "java/util/IdentityHashMap", "java/util/BitSet",
        "java/util/WeakHashMap", "java/util/AbstractList", "java/lang/AbstractStringBuilder", "java/util/Calendar",
        "java/util/GregorianCalendar", "java/text/SimpleDateFormat", "java/text/DecimalFormat", "java/text/DigitList",
    };

    private static final int COLLECTION = PreemptionPoints.key("collection");
    private static final int OBJECT = PreemptionPoints.key("monitor");
    private static final Map<String, Integer> KNOWN = new HashMap<>();

    private SharedClasses() {}

    /** What a call is about; 0 where it concerns nobody else. */
    static int keyOf(String owner, String name, String descriptor) {
        if (isOfEveryObject(name, descriptor)) {
            return OBJECT;
        }
        if (!owner.startsWith("java") && !owner.startsWith("sun/misc/")) {
            return 0;
        }
        if (owner.equals("java/lang/Thread")) {
            for (String method : PRIVATE_THREAD_METHODS) {
                if (method.equals(name)) {
                    return 0;
                }
            }
        }
        synchronized (KNOWN) {
            Integer known = KNOWN.get(owner);
            if (known == null) {
                KNOWN.put(owner, known = find(owner));
            }
            return known;
        }
    }

    /** Whether a class of the JDK has points of its own where the options want that. */
    static boolean hasPoints(String type) {
        for (String name : UNSYNCHRONIZED) {
            if (type.startsWith(name) && (type.length() == name.length() || type.charAt(name.length()) == '$')) {
                return true;
            }
        }
        return false;
    }

    /** Whether calls that name this owner run code of such classes. */
    static boolean leadsIntoPoints(String owner) {
        return owner.startsWith("java/util/") && !owner.startsWith("java/util/concurrent/") || owner.startsWith("java/text/")
                || owner.equals("java/lang/StringBuilder");
    }

    /** Of a class of the JDK that has points or leads there: whether it formats text or dates. */
    static boolean isText(String type) {
        return type.startsWith("java/text/") || type.endsWith("Calendar");
    }

    private static boolean isOfEveryObject(String name, String descriptor) {
        return name.equals("notify") && descriptor.equals("()V") || name.equals("notifyAll") && descriptor.equals("()V")
                || name.equals("wait") && (descriptor.equals("()V") || descriptor.equals("(J)V")
                || descriptor.equals("(JI)V"));
    }

    private static int find(String owner) {
        for (String prefix : PREFIXES) {
            if (owner.startsWith(prefix) && !owner.startsWith("java/lang/ThreadLocal") && !owner.endsWith("Exception")
                    && !owner.equals("java/util/concurrent/TimeUnit")) {
                return PreemptionPoints.key(owner);
            }
        }
        if (owner.startsWith("java/util/")) {
            for (String end : COLLECTIONS) {
                if (owner.endsWith(end)) {
                    return COLLECTION;
                }
            }
        }
        return 0;
    }
}

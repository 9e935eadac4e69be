package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.node.IdentityHashes;
import dev.moonsim.sched.Task;

/**
 * Identity hash codes, wherever one may be drawn: {@code Object.hashCode} called on whatever it is, and
 * {@code System.identityHashCode}. The hash of an object is decided by its class and its order among the class's objects
 * that were asked, so that hashes the JDK draws for its own objects do not shift those of the program.
 */
public final class IdentityArea implements Area {
    /**
     * Interfaces on which the JDK's own code calls {@code hashCode} and some of whose objects have none but their identity. A class
     * is a {@code GenericDeclaration}, and its hash is part of that of its type variables. {@code HashCallsTest} holds them against the
     * running JDK.
     */
    private static final String[] INTERFACES = {
        "java/lang/reflect/GenericDeclaration", "java/lang/reflect/Type", "java/lang/reflect/AnnotatedType", "java/lang/Comparable",
        "java/util/Collection", "java/util/Comparator", "java/net/ProtocolFamily", "java/net/SocketOption",
        "java/security/Principal", "java/security/PublicKey", "java/security/spec/AlgorithmParameterSpec",
        "java/security/spec/ECField", "java/sql/Driver", "java/time/InstantSource", "java/awt/Shape",
        "java/awt/im/spi/InputMethodDescriptor", "javax/management/MBeanServerConnection", "javax/print/attribute/Attribute",
        "javax/xml/crypto/dsig/CanonicalizationMethod", "javax/xml/crypto/dsig/DigestMethod",
        "javax/xml/crypto/dsig/SignatureMethod", "javax/xml/crypto/dsig/SignedInfo",
        "javax/xml/crypto/dsig/XMLSignature$SignatureValue", "javax/xml/crypto/dsig/keyinfo/KeyInfo",
        "javax/xml/crypto/dsig/spec/DigestMethodParameterSpec", "jdk/dynalink/Operation",
        "javax/lang/model/element/TypeElement", "com/sun/jdi/ThreadReference", "com/sun/jndi/ldap/pool/PooledConnection",
        "com/sun/org/apache/xerces/internal/xs/XSObject", "com/sun/tools/javac/util/GraphUtils$DottableNode",
        "sun/security/x509/GeneralNameInterface"
    };

    @Override
    public void declare(Catalog c) {
        Class<IdentityArea> by = IdentityArea.class;
        c.call("java/lang/Object", "hashCode", "()I").everywhere().onAnyOwner().onInterfaces(INTERFACES)
                .by(by, "hashCodeOf").as("(Ljava/lang/Object;)I");
        c.call("java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I").everywhere().by(by, "identityHashCode");
        c.body("java/lang/Enum", "hashCode", "()I").by(by, "enumHash");
    }

    public static int hashCodeOf(Object object) {
        if (object instanceof String || object instanceof Integer || object instanceof Long) {
            return object.hashCode(); // most keys are these, and theirs is no identity hash
        }
        if (IdentityHashes.isDrawn(object)) {
            return object.hashCode();
        }
        Task task = Task.current();
        if (task == null || object == null) {
            // What a thread of the JVM's own asks first must be what a task would have been told.
            return IdentityHashes.isNamed(object) ? IdentityHashes.ofNamed(object) : object.hashCode();
        }
        return task.boot.hashes().hashCodeOf(object);
    }

    public static int identityHashCode(Object object) {
        if (IdentityHashes.isDrawn(object)) {
            return System.identityHashCode(object);
        }
        Task task = Task.current();
        if (task == null || object == null) {
            return IdentityHashes.isNamed(object) ? IdentityHashes.ofNamed(object) : System.identityHashCode(object);
        }
        return task.boot.hashes().identityHashCode(object);
    }

    /** An enum constant of the JDK outlives the run, so its hash must not be drawn in one. */
    public static int enumHash(Enum<?> constant) {
        return Boot.current().hashes().ofEnum(constant);
    }
}

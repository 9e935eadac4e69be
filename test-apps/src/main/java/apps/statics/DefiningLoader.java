package apps.statics;

import java.io.IOException;
import java.io.InputStream;

/** What the class loaders of these programs have in common: they define classes themselves that are on the class path. */
abstract class DefiningLoader extends ClassLoader {
    static {
        registerAsParallelCapable(); // so that a subclass can be
    }

    DefiningLoader(ClassLoader parent) {
        super(parent);
    }

    final Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = DefiningLoader.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

package apps.servers;

import java.lang.reflect.InvocationTargetException;

/** Whether Netty can use its native transports, and why not: prints a line for each class named. */
public final class Transports {
    private Transports() {}

    /** Arguments: names of classes with {@code isAvailable} and {@code unavailabilityCause}. */
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            Class<?> type = Class.forName(name);
            Throwable cause = (Throwable) call(type, "unavailabilityCause");
            while (cause != null && cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.out.println(name + " " + call(type, "isAvailable") + ": "
                    + (cause == null ? null : cause.getClass().getSimpleName() + ": " + cause.getMessage()));
        }
    }

    private static Object call(Class<?> type, String method) throws ReflectiveOperationException {
        try {
            return type.getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method + " of " + type.getName(), e.getCause());
        }
    }
}

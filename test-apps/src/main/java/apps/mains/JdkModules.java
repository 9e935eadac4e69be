package apps.mains;

import java.net.URLClassLoader;

/** What a program can reach of the JDK's modules, which is more where the manifest of its jar asks for it, and what loaded it. */
public final class JdkModules {
    private JdkModules() {}

    public static void main(String[] args) throws Exception {
        Class<?> addresses = Class.forName("sun.net.util.IPAddressUtil");
        try {
            System.out.println("exported " + addresses.getMethod("isIPv4LiteralAddress", String.class).invoke(null, "10.0.0.1"));
        } catch (IllegalAccessException e) {
            System.out.println("not exported");
        }
        try {
            String.class.getDeclaredField("value").setAccessible(true);
            System.out.println("opened");
        } catch (RuntimeException e) {
            System.out.println("not opened");
        }
        Package own = JdkModules.class.getPackage();
        System.out.println("version " + own.getImplementationVersion() + " of " + own.getSpecificationTitle() + ", sealed " + own.isSealed());
        ClassLoader loader = JdkModules.class.getClassLoader();
        System.out.println("loader " + loader.getName() + ", a URLClassLoader " + (loader instanceof URLClassLoader));
        System.out.println("native access " + JdkModules.class.getModule().isNativeAccessEnabled());
    }
}

package apps.mains;

import java.io.IOException;

/** Looks for a resource that nobody has, where each look at the clock takes time because there were many. */
public final class FirstResource {
    private FirstResource() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            System.nanoTime();
        }
        boolean found = FirstResource.class.getClassLoader().getResources("none").hasMoreElements();
        System.out.println(found + " after " + (System.nanoTime() - start) + " ns");
    }
}

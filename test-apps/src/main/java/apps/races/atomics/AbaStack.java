package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicStampedReference;

/** A lock-free stack whose nodes are used again: a thread held back in {@code pop} makes an old node the top. */
public final class AbaStack {
    private static final class Node {
        final String name;
        volatile Node next;

        Node(String name, Node next) {
            this.name = name;
            this.next = next;
        }
    }

    private final boolean fixed;
    private final AtomicStampedReference<Node> top;

    private AbaStack(boolean fixed) {
        this.fixed = fixed;
        top = new AtomicStampedReference<>(new Node("a", new Node("b", new Node("c", null))), 0);
    }

    private Node pop() {
        while (true) {
            int[] stamp = new int[1];
            Node node = top.get(stamp);
            if (node == null) {
                return null;
            }
            if (top.compareAndSet(node, node.next, stamp[0], fixed ? stamp[0] + 1 : stamp[0])) {
                return node;
            }
        }
    }

    private void push(Node node) {
        int[] stamp = new int[1];
        do {
            node.next = top.get(stamp);
        } while (!top.compareAndSet(node.next, node, stamp[0], fixed ? stamp[0] + 1 : stamp[0]));
    }

    public static void main(String[] args) throws InterruptedException {
        AbaStack stack = new AbaStack(isFixed(args));
        Node[] held = new Node[2];
        together(() -> held[0] = stack.pop(), () -> {
            Node first = stack.pop();
            held[1] = stack.pop();
            stack.push(first);
        });
        for (Node node = stack.top.getReference(); node != null; node = node.next) {
            check(node != held[0] && node != held[1], "node " + node.name + " is held and on the stack");
        }
    }
}

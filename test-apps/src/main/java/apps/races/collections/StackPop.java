package apps.races.collections;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Stack;

/** Each method of Stack is synchronized; looking whether it is empty and then popping is not. */
public final class StackPop {
    private final Stack<String> stack = new Stack<>();
    private final boolean fixed;

    private StackPop(boolean fixed) {
        this.fixed = fixed;
    }

    private void popIfAny() {
        if (fixed) {
            synchronized (stack) {
                pop();
            }
        } else {
            pop();
        }
    }

    private void pop() {
        if (!stack.empty()) {
            stack.pop();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        StackPop shared = new StackPop(isFixed(args));
        shared.stack.push("one");
        shared.stack.push("two");
        together(shared::popIfAny, shared::popIfAny, shared::popIfAny);
    }
}

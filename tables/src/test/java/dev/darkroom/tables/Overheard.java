package dev.darkroom.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// A table or a client whose calls are overheard: two that must not be told apart make the same ones.
public final class Overheard {
    private Overheard() {}

    /// Wraps what an interface's calls go to.
    ///
    /// @param calls hears of each before it is made, such as `FriendshipTable.find`
    public static <T> T by(Consumer<String> calls, Class<T> port, T behind) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    calls.accept(port.getSimpleName() + "." + method.getName());
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}

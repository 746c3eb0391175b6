package dev.darkroom.localcloud.dynamodb;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/// Ctrl-C, which a terminal sends to every process in its foreground: those of the local cloud are to end when it ends
/// them, in order, with what they are at done.
public final class Interrupts {
    /// A signal that is ignored stays so for what the shell becomes, and a JVM leaves it ignored.
    /// Source: <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#trap>
    private static final List<String> IGNORING = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private Interrupts() {}

    /// The command, to run as the same one process, which does not hear interrupts where the system is a POSIX one.
    public static List<String> ignoredBy(List<String> command) {
        if (File.separatorChar != '/') {
            return command;
        }
        List<String> deaf = new ArrayList<>(IGNORING);
        deaf.addAll(command);
        return deaf;
    }
}

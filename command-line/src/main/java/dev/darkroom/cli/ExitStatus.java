package dev.darkroom.cli;

/// How a command ended. The table in docs/command-line.md lists the same.
enum ExitStatus {
    /// It did what was asked.
    OK(0),
    /// It ran, and what was asked did not come true: a photo did not arrive, a test failed, a goal was missed.
    NOT_MET(1),
    /// The command line was not understood.
    USAGE(2),
    /// No JDK 25 (given by the shell script).
    NO_JDK(3),
    /// The build failed (given by the shell script).
    BUILD_FAILED(4),
    /// template.yaml cannot be read or asks for what the local cloud does not know.
    TEMPLATE(5),
    /// A port is taken.
    PORT_IN_USE(6),
    /// Another `up` runs on the same data, or its folder cannot be written.
    DATA_IN_USE(7),
    /// No cloud runs on this data.
    NOT_RUNNING(8),
    /// A file given cannot be read, or is not what it should be.
    UNREADABLE_FILE(9),
    /// There is no such function, user or measurement.
    NO_SUCH_THING(10),
    /// Darkroom itself is at fault; the stack trace is printed.
    FAULT(11);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

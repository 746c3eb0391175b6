package dev.darkroom.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version in the jar's manifest.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(getClass().getPackage().getImplementationVersion());
        return new String[] {"darkroom " + version.orElse("(not packaged)"), "Java " + Runtime.version()};
    }
}

package dev.darkroom.cli;

import dev.darkroom.localcloud.DataFolderInUseException;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import dev.darkroom.localcloud.PortInUseException;
import dev.darkroom.localcloud.template.TemplateException;
import java.nio.file.Path;

/// Starts local clouds, and says in one line why one does not start.
final class Clouds {
    /// The script changes to the project's folder before it starts this.
    static final Path PROJECT = Path.of("").toAbsolutePath();

    private Clouds() {}

    /// Starts one.
    ///
    /// @throws Refusal where it does not start
    static LocalCloud start(LocalCloudOptions options) {
        try {
            return LocalCloud.start(options);
        } catch (TemplateException e) {
            throw new Refusal(ExitStatus.TEMPLATE, String.valueOf(e.getMessage()));
        } catch (PortInUseException e) {
            throw new Refusal(ExitStatus.PORT_IN_USE, e.getMessage() + "; choose others with --port N");
        } catch (DataFolderInUseException e) {
            throw new Refusal(ExitStatus.DATA_IN_USE, String.valueOf(e.getMessage()));
        }
    }
}

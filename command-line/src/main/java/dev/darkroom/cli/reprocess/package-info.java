/// Makes the renditions of photos again that were made with another recipe than today's.
@NullMarked
package dev.darkroom.cli.reprocess;

import org.jspecify.annotations.NullMarked;

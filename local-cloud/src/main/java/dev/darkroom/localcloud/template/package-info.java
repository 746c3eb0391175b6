/// The reading of template.yaml: SAM and CloudFormation, as far as this project uses them, and nothing beyond silently.
@NullMarked
package dev.darkroom.localcloud.template;

import org.jspecify.annotations.NullMarked;

/// One adapter a DynamoDB table, with in-memory twins under the same contract tests.
@NullMarked
package dev.darkroom.tables;

import org.jspecify.annotations.NullMarked;

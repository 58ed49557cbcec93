package dev.sluice.cli.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the class that may use the standard streams; all others get a writer. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface PrintsToTheTerminal {}

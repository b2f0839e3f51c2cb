/** Providers behind one port: what they are asked, and what their answers prove. */
@NullMarked
package io.griot.connector;

import org.jspecify.annotations.NullMarked;

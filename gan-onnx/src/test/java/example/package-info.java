/** Programs of a user. */
package example;

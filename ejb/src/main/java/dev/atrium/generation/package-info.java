/**
 * The one pipeline of all services: admit, reserve, run, settle, record. {@link dev.atrium.generation.GenerationPipeline} runs an
 * {@link dev.atrium.generation.Order} and hands out a {@link dev.atrium.generation.RunningGeneration}, whose numbered events any number of
 * listeners read; no transaction is open while a provider is called.
 */
package dev.atrium.generation;

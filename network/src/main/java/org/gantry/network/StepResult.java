package org.gantry.network;

/**
 * What one step on one batch gave.
 *
 * @param loss mean softmax cross-entropy of the batch, before the step
 * @param accuracy share of the batch that was classified rightly, before the step
 * @param gradientNorm global norm over the drawn path's weight gradients, before the clip and without weight decay; 0
 *     in an alpha step, which computes no weight gradient
 * @param gates one {@code <dL/d out_b, op_b(x)>} a block in an alpha step (PAPER.md, section 2), else empty
 */
public record StepResult(double loss, double accuracy, double gradientNorm, double[] gates) {}

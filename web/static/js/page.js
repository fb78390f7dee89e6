/**
 * Finding things in the page, with a clear failure when a page and its script do not fit.
 * @module
 */

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector @param {ParentNode} [root] @returns {T}
 */
export function get(selector, root = document) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (element));
}

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector @param {ParentNode} [root] @returns {T[]}
 */
export function all(selector, root = document) {
  return /** @type {T[]} */ (/** @type {unknown[]} */ (Array.from(root.querySelectorAll(selector))));
}

/** A copy of what a `<template id>` of the page holds. @param {string} id @returns {HTMLElement} */
export function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (get(`template#${id}`));
  const first = template.content.firstElementChild;
  if (!first) throw new Error(`template ${id} is empty`);
  return /** @type {HTMLElement} */ (document.importNode(first, true));
}

/**
 * The nearest element around an event's target that fits.
 * @param {Event} event @param {string} selector @returns {HTMLElement | null}
 */
export function around(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

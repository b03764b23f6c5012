/** As much of React's types as fixtures use; markup is checked against them. */
export const reactTypes = `declare global {
  function jsx(...parts: unknown[]): JSX.Element;
  const Fragment: (properties: { children?: unknown }) => JSX.Element;
  namespace JSX {
    interface Element { readonly type: unknown; readonly props: { readonly [name: string]: unknown } }
    interface ElementChildrenAttribute { children: unknown }
    interface IntrinsicAttributes { key?: string | number }
    interface IntrinsicElements { [name: string]: { [name: string]: any } }
  }
}
export type ReactNode = JSX.Element | string | number | boolean | null | undefined | readonly ReactNode[];
export type SetStateAction<S> = S | ((previous: S) => S);
export type Dispatch<A> = (action: A) => void;
export interface RefObject<T> { current: T | null }
export interface ChangeEvent { readonly target: { readonly value: string } }
export function useState<S>(initial: S | (() => S)): [S, Dispatch<SetStateAction<S>>];
export function useMemo<T>(make: () => T, dependencies: readonly unknown[]): T;
export function useCallback<T>(callback: T, dependencies: readonly unknown[]): T;
export function useEffect(effect: () => void, dependencies?: readonly unknown[]): void;
export function useRef<T>(initial: T | null): RefObject<T>;
export function cloneElement(element: ReactNode, properties: object): JSX.Element;
export const Children: { map(children: ReactNode, callback: (child: JSX.Element) => ReactNode): readonly ReactNode[] };
`;

/** What the module gives when it is imported: every component is rendered once, so that state stays as it begins. */
export const reactModule = {
  useState: (initial: unknown): unknown => [made(initial), () => undefined],
  useMemo: made,
  useCallback: (callback: unknown): unknown => callback,
  useEffect: made,
  useRef: (initial: unknown): unknown => ({ current: initial }),
};

/** What a state begins with: a value, or what a function gives. */
function made(initial: unknown): unknown {
  return isComponent(initial) ? initial({}) : initial;
}

interface Element {
  readonly type: unknown;
  readonly key: unknown;
  readonly props: Readonly<Record<string, unknown>> | null;
  readonly children: readonly unknown[];
}

export const fragment = ({ children }: { readonly children?: unknown }): unknown => children;

export function element(type: unknown, props: Element["props"], ...children: readonly unknown[]): Element {
  const { key, ...own } = props ?? {};
  return { type, key, props: own, children };
}

/** The elements and texts that are shown in the end: components are called with their properties until none is left. */
export function rendered(node: unknown, keyAround?: unknown): unknown {
  if (Array.isArray(node)) return node.map((one) => rendered(one)).flat();
  if (node === null || node === undefined || typeof node === "boolean") return [];
  if (!isElement(node)) return JSON.stringify(node);
  const { type, props, children } = node;
  const key = node.key ?? keyAround;
  if (isComponent(type)) return rendered(type({ ...props, ...(children.length === 0 ? {} : { children: children.length === 1 ? children[0] : children }) }), key);
  return { type, key, props, children: children.map((one) => rendered(one)).flat() };
}

function isElement(node: unknown): node is Element {
  return typeof node === "object" && node !== null && "type" in node && "children" in node;
}

function isComponent(type: unknown): type is (props: Readonly<Record<string, unknown>>) => unknown {
  return typeof type === "function";
}

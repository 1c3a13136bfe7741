// Keys, many at a time: a key costs little when nobody waits for it. What comes of each is noted in the page itself.

const CODES = {
  Tab: { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
  Enter: { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
  Space: { key: " ", code: "Space", windowsVirtualKeyCode: 32, text: " " },
  F8: { key: "F8", code: "F8", windowsVirtualKeyCode: 119 }, // does nothing: a moment to look
};
const SHIFT = 8;

// Gives a function that presses keys one after another, and waits for the last.
export async function takeKeyboard(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, key) => session.send("Input.dispatchKeyEvent", {
    type: type === "keyDown" && !key.text ? "rawKeyDown" : type, ...key,
  });
  return (names) => Promise.all(names.flatMap((name) => {
    const [last, ...before] = name.split("+").reverse();
    const key = { ...CODES[last], modifiers: before.includes("Shift") ? SHIFT : 0 };
    return [send("keyDown", key), send("keyUp", { ...key, text: undefined })];
  }));
}

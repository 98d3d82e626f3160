//! The page as a reader uses it. Only this file knows the page's test ids.

use anyhow::{Context, Result, bail};
use page_driver::{Browser, Download, Viewport};
use std::time::{Duration, Instant};

/// How long the page may take to show what an edit changes.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a search may take.
const LONG_PATIENCE: Duration = Duration::from_secs(180);

/// The page in a browser.
pub struct Page<'a> {
    browser: &'a Browser,
}

/// The five answers at the top of the page, as they read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    pub size: String,
    pub cost: String,
    pub availability: String,
    pub setup: String,
    pub effort: String,
}

impl<'a> Page<'a> {
    /// The page that `browser` shows.
    pub fn new(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Waits until the page has answered, the laws behind the point values included.
    pub async fn wait_for_answers(&self) -> Result<()> {
        let settled = "return document.querySelector('[data-testid=summary][aria-busy=false]') !== null";
        self.browser.wait_for("the answers to settle", settled).await.map(drop)
    }

    /// Reads the five answers once they have settled: until two readings are the same, as results
    /// may arrive between one answer and the next.
    pub async fn answers(&self) -> Result<Answers> {
        let mut before = self.read_answers().await?;
        loop {
            let answers = self.read_answers().await?;
            if answers == before {
                return Ok(answers);
            }
            before = answers;
        }
    }

    async fn read_answers(&self) -> Result<Answers> {
        self.wait_for_answers().await?;
        Ok(Answers {
            size: self.browser.text("answer-size").await?,
            cost: self.browser.text("answer-cost").await?,
            availability: self.browser.text("answer-availability").await?,
            setup: self.browser.text("answer-setup").await?,
            effort: self.browser.text("answer-effort").await?,
        })
    }

    /// The answers that the build wrote into the page, and those that the page shows now: line by line.
    pub async fn first_and_present_view(&self) -> Result<(String, String)> {
        // The browser reads it as a page: a text would have to become markup by our own hand.
        let ask = "const request = new XMLHttpRequest();
            request.open('GET', location.href);
            request.responseType = 'document';
            request.onload = () => { window.built = request.response; };
            request.send();";
        self.browser.run(ask).await?;
        let read = "if (!window.built) return null;
            const lines = root => [...root.querySelectorAll('.summary .answer > *')]
                .map(line => line.className + ': ' + line.textContent).join('\\n');
            return [lines(window.built.querySelector('#boot')), lines(document)];";
        let views = self.browser.wait_for("the page as it was built", read).await?;
        let view = |at: usize| views[at].as_str().map(str::to_owned).context("no view");
        Ok((view(0)?, view(1)?))
    }

    /// What the page has said last to who hears it.
    pub async fn said(&self) -> Result<String> {
        let read = "return document.querySelector('[data-testid=spoken]').textContent";
        let said = self.browser.run(read).await?;
        said.as_str().map(str::to_owned).context("nothing is there to say it")
    }

    /// Waits until the page has said something.
    pub async fn wait_until_said(&self) -> Result<String> {
        let said = "return document.querySelector('[data-testid=spoken]').textContent || null";
        let said = self.browser.wait_for("the page to say what changed", said).await?;
        said.as_str().map(str::to_owned).context("what is said is no text")
    }

    /// Waits until the answers are such that `are` holds, and gives them back.
    pub async fn answers_that(&self, what: &str, are: impl Fn(&Answers) -> bool) -> Result<Answers> {
        let begun = Instant::now();
        loop {
            let answers = self.answers().await?;
            if are(&answers) {
                return Ok(answers);
            }
            if begun.elapsed() > PATIENCE {
                bail!("the answers do not {what}: {answers:#?}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Gives the field at this place of the plan a value: `("platform.zones", "2")`.
    pub async fn fill(&self, field: &str, value: &str) -> Result<()> {
        self.browser.fill(&format!("field-{field}"), value).await
    }

    /// Gives a field of the plan another choice while the focus stays elsewhere.
    pub async fn change_without_focus(&self, field: &str, value: &str) -> Result<()> {
        let change = format!(
            "const field = document.querySelector('[data-testid=\"field-{field}\"]');\
             field.value = '{value}';\
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        self.browser.run(&change).await.map(drop)
    }

    /// Gives the select or input with this test id a value.
    pub async fn choose(&self, test_id: &str, value: &str) -> Result<()> {
        self.browser.fill(test_id, value).await
    }

    /// Types a text into what has the focus, in the place of what is selected, and presses Enter.
    pub async fn name_with_keys(&self, test_id: &str, text: &str) -> Result<()> {
        self.wait_for_focus_on(test_id).await?;
        self.type_text(text).await?;
        self.press_key_on(test_id, "Enter").await
    }

    /// Takes the file that the page hands over.
    pub async fn take_file(&self) -> Result<Download> {
        self.browser.take_download().await
    }

    /// Opens a tab of the results.
    pub async fn open_tab(&self, name: &str) -> Result<()> {
        self.browser.click(&format!("tab-{name}")).await
    }

    /// Opens a section of the plan that is closed at first.
    pub async fn open_section(&self, name: &str) -> Result<()> {
        self.browser.click(&format!("section-{name}")).await
    }

    /// Puts the focus on the first thing of a drawing, goes on so many with the arrow keys, and
    /// gives back what is read out of the one that is reached.
    pub async fn go_through(&self, chart: &str, steps: u32) -> Result<String> {
        self.browser.wait_for_test_id(&format!("chart-{chart}")).await?;
        let go = format!(
            "document.querySelector('[data-testid=chart-{chart}] [tabindex=\"0\"]').focus();\
             for (let i = 0; i < {steps}; i++)\
               document.activeElement.dispatchEvent(\
                 new KeyboardEvent('keydown', {{ key: 'ArrowRight', bubbles: true }}));\
             return document.activeElement.getAttribute('aria-label');"
        );
        let told = self.browser.run(&go).await?;
        told.as_str().map(str::to_owned).context("nothing has the focus")
    }

    /// Puts the focus on a list and goes down so many of its entries, as the arrow keys do.
    pub async fn choose_with_keys(&self, test_id: &str, steps: u32) -> Result<()> {
        self.browser.wait_for_test_id(test_id).await?;
        self.browser.run(&format!("document.querySelector('[data-testid=\"{test_id}\"]').focus();")).await?;
        for _ in 0..steps {
            for kind in ["keyDown", "keyUp"] {
                let event = serde_json::json!({
                    "type": kind, "key": "ArrowDown", "code": "ArrowDown", "windowsVirtualKeyCode": 40,
                });
                self.browser.devtools("Input.dispatchKeyEvent", event).await?;
            }
        }
        Ok(())
    }

    /// Puts the focus on a field and types a text in the place of what it holds.
    pub async fn type_into(&self, test_id: &str, text: &str) -> Result<()> {
        self.browser.wait_for_test_id(test_id).await?;
        let select = format!(
            "const field = document.querySelector('[data-testid=\"{test_id}\"]'); field.focus(); field.select();"
        );
        self.browser.run(&select).await?;
        self.type_text(text).await
    }

    /// Types a text into what has the focus.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.browser.devtools("Input.insertText", serde_json::json!({ "text": text })).await.map(drop)
    }

    /// Presses the key that closes a dialog.
    pub async fn escape(&self) -> Result<()> {
        for kind in ["keyDown", "keyUp"] {
            let event = serde_json::json!({
                "type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27,
            });
            self.browser.devtools("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// Presses a key on what has the focus.
    pub async fn press(&self, key: &str) -> Result<()> {
        let press = format!(
            "document.activeElement.dispatchEvent(\
               new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}));"
        );
        self.browser.run(&press).await.map(drop)
    }

    /// Presses a key together with others, on what has the focus.
    pub async fn press_with(&self, key: &str, held: &[&str]) -> Result<()> {
        let held: String = held.iter().map(|key| format!("{key}: true, ")).collect();
        let press = format!(
            "document.activeElement.dispatchEvent(\
               new KeyboardEvent('keydown', {{ key: '{key}', {held} bubbles: true, cancelable: true }}));"
        );
        self.browser.run(&press).await.map(drop)
    }

    /// Waits until an element has the focus.
    pub async fn wait_for_focus_on(&self, test_id: &str) -> Result<()> {
        self.wait_for_focus(&format!("dataset.testid === '{test_id}'")).await
    }

    /// Waits until the view of the results has the focus.
    pub async fn wait_for_focus_on_view(&self) -> Result<()> {
        self.wait_for_focus("id === 'panel'").await
    }

    /// Waits until the part of the page with this id has the focus.
    pub async fn wait_for_focus_on_id(&self, id: &str) -> Result<()> {
        self.wait_for_focus(&format!("id === '{id}'")).await
    }

    /// Waits until this holds of what has the focus.
    async fn wait_for_focus(&self, is: &str) -> Result<()> {
        let has_focus = format!("return document.activeElement.{is}");
        if self.browser.wait_for("the focus", &has_focus).await.is_err() {
            let other = self.browser.run("return document.activeElement.outerHTML.slice(0, 200)").await?;
            bail!("{is} does not hold of what has the focus: {other}");
        }
        Ok(())
    }

    /// Loads the page anew.
    pub async fn reload(&self) -> Result<()> {
        self.browser.run("document.documentElement.dataset.old = ''; location.reload();").await?;
        let is_new = "return !('old' in document.documentElement.dataset) \
                      && document.querySelector('[data-testid=summary]') !== null";
        self.browser.wait_for("the page to load anew", is_new).await?;
        self.wait_until_drawn().await
    }

    /// Goes to an address.
    pub async fn visit(&self, address: &str) -> Result<()> {
        self.browser.open(address).await
    }

    /// Forgets what the browser keeps for the page, and leaves the page.
    pub async fn forget_all(&self) -> Result<()> {
        self.browser.run("localStorage.clear();").await?;
        self.browser.open("about:blank").await
    }

    /// Opens the page in a second tab and goes there; gives back the first tab and the second.
    pub async fn open_second_tab(&self) -> Result<(String, String)> {
        let address = self.browser.run("return location.href").await?;
        let tabs = self.browser.open_tab(address.as_str().context("the page has no address")?).await?;
        self.wait_until_drawn().await?;
        Ok(tabs)
    }

    /// Waits until the page has taken the place of what the build wrote.
    async fn wait_until_drawn(&self) -> Result<()> {
        let is_drawn = "return document.querySelector('[data-testid=summary]') !== null \
                        && document.getElementById('boot') === null";
        self.browser.wait_for("the page to be drawn", is_drawn).await.map(drop)
    }

    /// Goes to a tab.
    pub async fn go_to_tab(&self, tab: &str) -> Result<()> {
        self.browser.go_to_tab(tab).await
    }

    /// Puts a text where the page keeps what it saves.
    pub async fn store(&self, key: &str, text: &str) -> Result<()> {
        let (key, text) = (serde_json::to_string(key)?, serde_json::to_string(text)?);
        self.browser.run(&format!("localStorage.setItem({key}, {text});")).await.map(drop)
    }

    /// The plans that the page has saved, as text.
    pub async fn stored(&self) -> Result<String> {
        let stored = self.browser.run("return localStorage.getItem('zoneplan.plans.v1') ?? ''").await?;
        stored.as_str().map(str::to_owned).context("what is stored is no text")
    }

    /// Waits until what the page has saved holds a text.
    pub async fn wait_until_stored(&self, text: &str) -> Result<()> {
        let text = serde_json::to_string(text)?;
        let has = format!("return (localStorage.getItem('zoneplan.plans.v1') ?? '').includes({text})");
        self.browser.wait_for(&format!("{text} to be saved"), &has).await.map(drop)
    }

    /// From now on the browser's storage is full.
    pub async fn refuse_storage(&self) -> Result<()> {
        let refuse =
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
        self.browser.run(refuse).await.map(drop)
    }

    /// From now on there is no clipboard.
    pub async fn refuse_clipboard(&self) -> Result<()> {
        self.browser
            .run("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
            .await
            .map(drop)
    }

    /// The value of an input.
    pub async fn value(&self, test_id: &str) -> Result<String> {
        self.browser.wait_for_test_id(test_id).await?;
        let read = format!("return document.querySelector('[data-testid={test_id}]').value");
        self.browser
            .run(&read)
            .await?
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("{test_id} has no value"))
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<serde_json::Value> {
        self.browser.run(script).await
    }

    /// Waits until a script in the page returns something.
    pub async fn wait_for(&self, what: &str, script: &str) -> Result<serde_json::Value> {
        self.browser.wait_for(what, script).await
    }

    /// Picks a plan file.
    pub async fn pick_plan(&self, name: &str, text: &str) -> Result<()> {
        self.pick("plan-file", name, text).await
    }

    /// Puts the focus on an element and presses a key there, as a keyboard does: Enter or space.
    pub async fn press_key_on(&self, test_id: &str, key: &str) -> Result<()> {
        self.browser.wait_for_test_id(test_id).await?;
        let focus = format!("document.querySelector('[data-testid=\"{test_id}\"]').focus();");
        self.browser.run(&focus).await?;
        let (code, number, text) = match key {
            "Enter" => ("Enter", 13, "\r"),
            " " => ("Space", 32, " "),
            other => bail!("no such key here: {other}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = serde_json::json!({
                "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text,
            });
            self.browser.devtools("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// An attribute of what has the focus.
    pub async fn attribute_of_focus(&self, name: &str) -> Result<String> {
        let read = format!("return document.activeElement.getAttribute('{name}');");
        let value = self.browser.run(&read).await?;
        value.as_str().map(str::to_owned).with_context(|| format!("what has the focus has no {name}"))
    }

    /// Opens what can be opened at a place of the page, such as a class of failure.
    pub async fn unfold(&self, test_id: &str) -> Result<()> {
        self.browser.wait_for_test_id(test_id).await?;
        let unfold = format!("document.querySelector('[data-testid={test_id}] > summary').click();");
        self.browser.run(&unfold).await.map(drop)
    }

    /// Waits until the text of an element is such that `is` holds, and gives it back.
    pub async fn text_that(&self, test_id: &str, what: &str, is: impl Fn(&str) -> bool) -> Result<String> {
        let begun = Instant::now();
        loop {
            let text = self.browser.text(test_id).await?;
            if is(&text) {
                return Ok(text);
            }
            if begun.elapsed() > PATIENCE {
                bail!("{test_id} does not {what}: {text}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Shows the page in other colours, on another medium and as wide as another screen.
    pub async fn emulate(&self, medium: &str, viewport: Viewport) -> Result<()> {
        self.browser.set_viewport(viewport).await?;
        let scheme = if viewport.dark { "dark" } else { "light" };
        let features = serde_json::json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let media = serde_json::json!({ "media": medium, "features": features });
        self.browser.devtools("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// Fails with every rule of WCAG 2.2 AA that axe finds broken on what is shown. Without
    /// ZONEPLAN_AXE, which names its script, it says that it checks nothing.
    pub async fn check_accessibility(&self, what: &str) -> Result<()> {
        let Some(script) = std::env::var_os("ZONEPLAN_AXE") else {
            eprintln!(
                "not checked for accessibility: ZONEPLAN_AXE names no script (`cargo xtask test` does)"
            );
            return Ok(());
        };
        let is_there = self.browser.run("return typeof axe !== 'undefined'").await?;
        if is_there != serde_json::Value::Bool(true) {
            let script = std::fs::read_to_string(&script).context("axe")?;
            // What runs in a function of its own leaves nothing behind but what it is told to.
            self.browser.run(&format!("const module = undefined; {script}; window.axe = axe;")).await?;
        }
        let run = "window.broken = null;\
            axe.run(document, {\
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],\
                resultTypes: ['violations'],\
            }).then(found => { window.broken = found.violations.map(rule => rule.id + ': ' + rule.help + ' '\
                + rule.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message)\
                    .join(' | ')); });";
        self.browser.run(run).await?;
        let broken = self.browser.wait_for("axe", "return window.broken").await?;
        let broken: Vec<&str> =
            broken.as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
        if !broken.is_empty() {
            bail!("{what} breaks rules of accessibility:\n{}", broken.join("\n"));
        }
        Ok(())
    }

    /// Shows every text in this font: its weights, and each as WOFF2.
    pub async fn use_font(&self, weights: &[(&str, &[u8])]) -> Result<()> {
        use base64::Engine as _;
        for (weight, woff2) in weights {
            let data = base64::engine::general_purpose::STANDARD.encode(woff2);
            let load = format!(
                "const bytes = Uint8Array.from(atob('{data}'), c => c.charCodeAt(0));\
                 const face = new FontFace('Picture', bytes.buffer, {{ weight: '{weight}' }});\
                 document.fonts.add(face);\
                 face.load().then(() => {{ document.documentElement.dataset.font{weight} = ''; }});"
            );
            self.browser.run(&load).await?;
            let is_there = format!("return 'font{weight}' in document.documentElement.dataset");
            self.browser.wait_for("the font", &is_there).await?;
        }
        let style = "const style = new CSSStyleSheet();\
            style.replaceSync('*, ::placeholder { font-family: Picture !important; transition: none !important; caret-color: transparent !important; }');\
            document.adoptedStyleSheets.push(style);";
        self.browser.run(style).await.map(drop)
    }

    /// Opens a view and waits until it stands still, at its top.
    pub async fn show_view(&self, view: &str) -> Result<()> {
        self.wait_for_answers().await?;
        // By script: on a phone a bar may lie over the tab.
        self.browser.run(&format!("document.getElementById('tab-{view}').click();")).await?;
        self.wait_for_answers().await?;
        let is_still = "return !document.querySelector('.view [aria-busy=true]')\
            && document.getAnimations().every(animation => animation.playState !== 'running')";
        self.browser.wait_for("the view to stand still", is_still).await?;
        self.browser.run("window.scrollTo(0, 0); document.activeElement.blur();").await.map(drop)
    }

    /// What the screen shows, as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.browser.picture().await
    }

    /// From the next page on the browser starts no workers.
    pub async fn refuse_workers(&self) -> Result<()> {
        let source = "window.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } };";
        let script = serde_json::json!({ "source": source });
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
    }

    /// Milliseconds of each stretch in which the page could not answer for more than 50, since the
    /// page was loaded.
    pub async fn long_tasks(&self) -> Result<Vec<f64>> {
        let read = "window.longTasks = null;\
            new PerformanceObserver((list, watcher) => { window.longTasks = list.getEntries().map(task => task.duration); watcher.disconnect(); })\
                .observe({ type: 'longtask', buffered: true });\
            setTimeout(() => { window.longTasks ??= []; }, 200);";
        self.browser.run(read).await?;
        let tasks = self.browser.wait_for("the long tasks", "return window.longTasks").await?;
        Ok(tasks.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect())
    }

    /// The short names of all views.
    pub async fn views(&self) -> Result<Vec<String>> {
        let names = "return [...document.querySelectorAll('[role=tab]')].map(tab => tab.id.slice(4))";
        let names = self.browser.run(names).await?;
        let names: Vec<String> =
            names.as_array().into_iter().flatten().filter_map(|it| it.as_str()).map(str::to_owned).collect();
        if names.is_empty() {
            bail!("the page has no view");
        }
        Ok(names)
    }

    /// Waits until something is no longer there.
    pub async fn wait_for_absence(&self, test_id: &str) -> Result<()> {
        self.browser.wait_for_absence(test_id).await
    }

    /// Moves a slider to a value.
    pub async fn slide(&self, test_id: &str, to: u32) -> Result<()> {
        let slide = format!(
            "const slider = document.querySelector('[data-testid={test_id}]');\
             slider.value = {to};\
             slider.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        );
        self.browser.run(&slide).await.map(drop)
    }

    /// Picks a price sheet of one's own.
    pub async fn pick_prices(&self, name: &str, text: &str) -> Result<()> {
        self.pick("own-file", name, text).await
    }

    /// Picks a file of manifests.
    pub async fn pick_manifests(&self, name: &str, text: &str) -> Result<()> {
        self.open_tab("workload").await?;
        self.browser.wait_for_test_id("manifest-files").await?;
        self.pick("manifest-files", name, text).await
    }

    async fn pick(&self, input: &str, name: &str, text: &str) -> Result<()> {
        let files = files(name, text)?;
        let pick = format!(
            "const input = document.querySelector('[data-testid={input}]');{files}\
             input.files = files.files;\
             input.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        self.browser.run(&pick).await.map(drop)
    }

    /// Drops a file on the page.
    pub async fn drop_file(&self, name: &str, text: &str) -> Result<()> {
        let files = files(name, text)?;
        let drop_it = format!(
            "{files}\
             const how = {{ dataTransfer: files, bubbles: true, cancelable: true }};\
             document.body.dispatchEvent(new DragEvent('dragover', how));\
             document.body.dispatchEvent(new DragEvent('drop', how));"
        );
        self.browser.run(&drop_it).await.map(drop)
    }

    /// Reads the text of an element once it is there.
    pub async fn text(&self, test_id: &str) -> Result<String> {
        self.browser.text(test_id).await
    }

    /// The same for what takes as long as a search.
    pub async fn text_at_last(&self, test_id: &str) -> Result<String> {
        let begun = Instant::now();
        let is_there = format!("return !!document.querySelector('[data-testid={test_id}]')");
        while self.browser.run(&is_there).await? != serde_json::Value::Bool(true) {
            if begun.elapsed() > LONG_PATIENCE {
                bail!("the page does not show {test_id}");
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        self.browser.text(test_id).await
    }

    /// Clicks an element.
    pub async fn click(&self, test_id: &str) -> Result<()> {
        self.browser.click(test_id).await
    }

    /// Waits for the message at a field and reads it.
    pub async fn error_at(&self, field: &str) -> Result<String> {
        self.browser.text(&format!("error-{field}")).await
    }

    /// Waits until no message is at a field.
    pub async fn wait_for_no_error_at(&self, field: &str) -> Result<()> {
        self.browser.wait_for_absence(&format!("error-{field}")).await
    }

    /// Saves the plan as CSV and takes the file.
    pub async fn save_csv(&self) -> Result<Download> {
        self.browser.click("save-csv").await?;
        self.browser.take_download().await.context("the button \"save-csv\" was clicked")
    }

    /// Saves the results as a pack of tables and takes the archive.
    pub async fn save_pack(&self) -> Result<Download> {
        self.browser.click("plan-menu").await?;
        self.browser.click("save-pack").await?;
        self.browser.take_download().await.context("the button \"save-pack\" was clicked")
    }
}

/// The script that makes `files` hold a file.
fn files(name: &str, text: &str) -> Result<String> {
    let (name, text) = (serde_json::to_string(name)?, serde_json::to_string(text)?);
    Ok(format!("const files = new DataTransfer(); files.items.add(new File([{text}], {name}));"))
}

impl Answers {
    /// Each answer with its name.
    pub fn named(&self) -> [(&'static str, &str); 5] {
        [
            ("size", &self.size),
            ("cost", &self.cost),
            ("availability", &self.availability),
            ("setup", &self.setup),
            ("effort", &self.effort),
        ]
    }
}

import fs from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";
const text = fs.readFileSync("/tmp/b300/300000.txt","utf8");
const server = await serve(process.env.DIST);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const cdp = await context.newCDPSession(page);
let n=0; const waiting=new Map(); const sessions=[];
const info=[];cdp.on("Target.attachedToTarget", async e=>{ sessions.push(e.sessionId); info.push([e.targetInfo.type,e.targetInfo.url.slice(-30),Date.now()]); if(process.env.PROF&&sessions.length>1){const s=e.sessionId; to(s,"Profiler.enable"); to(s,"Profiler.setSamplingInterval",{interval:200}); to(s,"Profiler.start"); } });
cdp.on("Target.detachedFromTarget", e=>info.push(["gone",sessions.indexOf(e.sessionId),Date.now()]));
cdp.on("Target.receivedMessageFromTarget", e=>{ const m=JSON.parse(e.message); if(waiting.has(m.id)){waiting.get(m.id)(m.result??m.error);waiting.delete(m.id);} });
const to=(s,method,params={})=>new Promise(r=>{const id=++n;waiting.set(id,r);cdp.send("Target.sendMessageToTarget",{sessionId:s,message:JSON.stringify({id,method,params})});});
await cdp.send("Target.setAutoAttach",{autoAttach:true,waitForDebuggerOnStart:false,flatten:false});
await page.goto(server.url);
await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
while (page.workers().length === 0) await page.waitForTimeout(5);
await page.workers()[0].evaluate(()=>{ self.__log=[]; if(true) Object.defineProperty(navigator,"hardwareConcurrency",{value:1}); const P=Worker.prototype.postMessage; Worker.prototype.postMessage=function(...a){ self.__log.push("P"+Math.round(performance.now())+":"+(a[0]?.byteLength??"hello")); return P.apply(this,a)}; const d=Object.getOwnPropertyDescriptor(Worker.prototype,"onmessage"); Object.defineProperty(Worker.prototype,"onmessage",{set(f){ d.set.call(this,(e)=>{self.__log.push("R"+Math.round(performance.now())+":"+(e.data?.byteLength??e.data)); return f.call(this,e)})}}); });
await page.waitForTimeout(Number(process.env.PAUSE??1000));
const paste = (text) => page.evaluate((t) => {
    const data = new DataTransfer(); data.setData("text/plain", t);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);
const measured = async (name) => (await Promise.all(page.workers().map((w) => w.evaluate((n) => performance.getEntriesByName(n, "measure").map((e) => [Math.round(e.startTime),e.duration]), name).catch(() => [])))).flat();
for (const which of (process.env.RUNS??"cold,warm,warm2").split(",")) {
  const main=sessions[0];
  if(process.env.PROF){ await to(main,"Profiler.enable"); await to(main,"Profiler.setSamplingInterval",{interval:200}); await to(main,"Profiler.start"); }
  const words=["zero","one","two","three"][(n++)%4];
  await paste(text.replace(/\n\n(?=.)/g, `\n\nIn case ${which} ${words}, `));
  const before=(await measured("statements by the model")).length;
  while((await measured("other comparison")).length<=before) await page.waitForTimeout(20);
  const p=process.env.PROF?await to(main,"Profiler.stop"):null;
  console.log(which, JSON.stringify({t:(await measured("topics")).at(-1),s:(await measured("statements by the model")).at(-1),warm:[await measured("warm-up of the topics"),await measured("warm-up of the model"),await measured("warm-up of the rest")],steps:(await measured("step")).slice(-80).filter(x=>x[1]>5).map(x=>x.map(Math.round))}));
  if(process.env.PROF) for(let i=1;i<sessions.length;i++){ const q=await Promise.race([to(sessions[i],"Profiler.stop"),new Promise(r=>setTimeout(r,500))]); if(q?.profile) fs.writeFileSync(`/tmp/prof-${which}-${i}.json`,JSON.stringify(q.profile)); }
  console.log(JSON.stringify(info));
  console.log(await page.workers()[0].evaluate(()=>{const l=self.__log.join(" "); self.__log=[]; if(true) Object.defineProperty(navigator,"hardwareConcurrency",{value:1}); return l;}));
  if(p) fs.writeFileSync(`/tmp/prof-${which}.json`,JSON.stringify(p.profile));
  await page.evaluate(() => [...document.querySelectorAll("button")].find((b) => b.textContent === "Forget everything").click());
  await page.waitForFunction(() => !document.querySelector("article"));
  await page.waitForTimeout(500);
}
await browser.close(); server.close();

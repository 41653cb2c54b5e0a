/* igviz af6ce3ffbbe5122bb3255f556452de465a9d93e6809ebc5aec1b290e3fb37782 */
"use strict";var igviz=(()=>{var at=Object.defineProperty;var Ir=Object.getOwnPropertyDescriptor;var Hr=Object.getOwnPropertyNames;var Ur=Object.prototype.hasOwnProperty;var Lr=(t,e)=>{for(var n in e)at(t,n,{get:e[n],enumerable:!0})},Vr=(t,e,n,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(let o of Hr(e))!Ur.call(t,o)&&o!==n&&at(t,o,{get:()=>e[o],enumerable:!(r=Ir(e,o))||r.enumerable});return t};var Or=t=>Vr(at({},"__esModule",{value:!0}),t);var Ci={};Lr(Ci,{mount:()=>de,report:()=>Nr,widget:()=>Ri});var H=class extends Error{name="FigureError"},zr={u8:1,i8:1,f32:4};function me(t,...e){let n=e.map(r=>Array.isArray(r)?r.length:-1);if(n[0]<0||n.some(r=>r!==n[0]))throw new H(`The figure's ${t} holds lists of different lengths (${n}).`)}async function B(t,e,n,r){if(e?.dtype!==n||String(e.shape)!==String(r)){let a=e?`${e.dtype} [${e.shape}]`:"nothing";throw new H(`The figure's ${t} should be ${n} [${r}], not ${a}.`)}let o=typeof e.data=="string"?await Wr(e.data):Br(e.data),i=r.reduce((a,l)=>a*l,zr[n]);if(o.length!==i)throw new H(`The figure's ${t} holds ${o.length} bytes, not ${i}.`);return o}function Br(t){return ArrayBuffer.isView(t)?new Uint8Array(t.buffer,t.byteOffset,t.byteLength):new Uint8Array(t)}async function Wr(t){let e=atob(t),n=new Uint8Array(e.length);for(let o=0;o<e.length;o++)n[o]=e.charCodeAt(o);let r=new Blob([n]).stream().pipeThrough(new DecompressionStream("deflate"));return new Uint8Array(await new Response(r).arrayBuffer())}function ne(t){let e=new Float32Array(t.slice().buffer);for(let n=0;n<e.length;n++)Number.isFinite(e[n])||(e[n]=0);return e}function _e(t){return!t||typeof t=="object"&&Object.keys(t).length===0}function zt(t){let e=t;if(e?.kind!=="many")return null;if(e.version!==1)throw Wt("figures",e);if(!Array.isArray(e.figures)||e.figures.length===0)throw new H("The gallery holds no figures.");return e}async function Bt(t){let e=t;if(e?.version===1&&e.kind==="image")return Dr(e);if(e?.version===1&&e.kind==="tokens")return jr(e);throw Wt("images and texts",e)}function Wt(t,e){let n=`kind "${String(e?.kind)}", version ${String(e?.version)}`;return new H(`This view draws ${t} of version 1, not ${n}: update igviz.`)}async function Dr(t){let[e,n]=t.image?.shape??[];if(!(e>=1&&n>=1))throw new H("The figure holds no image.");Dt(t.baseline_prediction);let{path:r,steps:o}=t;me("path",r.alphas,r.weights,r.scores,r.contributions),me("steps",o.alphas,o.weights,o.signed_scale,o.cancelled_scale);let i=[e,n],a=[e,n,3],l=[o.alphas.length,e,n],[c,u,d,p,h,m,g]=await Promise.all([B("image",t.image,"u8",a),B("baseline",t.baseline,"u8",a),B("positive",t.positive,"f32",i),B("negative",t.negative,"f32",i),t.error?B("error",t.error,"f32",i):null,B("steps.signed",o.signed,"i8",l),B("steps.cancelled",o.cancelled,"u8",l)]),f=new Int8Array(m.buffer,m.byteOffset,m.length);return{...t,width:n,height:e,image:c,baseline:u,positive:ne(d),negative:ne(p),error:h&&ne(h),steps:{alphas:o.alphas,weights:o.weights,signed:f,signedScale:o.signed_scale,...qr(f,o.signed_scale,g,o.cancelled_scale)}}}async function jr(t){let{tokens:e,after:n,about:r,path:o,steps:i}=t;if(!Array.isArray(e)||e.length===0)throw new H("The figure holds no tokens.");let a=e.findIndex(h=>!Kr(h));if(a>=0||typeof n!="string"){let h=a>=0?`token ${a}`:"text after the last token";throw new H(`The figure's ${h} is not as it should be: update igviz.`)}let l=h=>Number.isInteger(h)&&e[h]!==void 0;if(!Array.isArray(r)||!r.every(l))throw new H(`The figure's about names tokens that are not there (${r}).`);Dt(t.baseline_prediction),me("path",o.alphas,o.weights,o.scores,o.contributions),me("steps",i.alphas,i.weights,i.signed_scale);let c=[e.length],[u,d,p]=await Promise.all([B("values",t.values,"f32",c),t.error?B("error",t.error,"f32",c):null,B("steps.signed",i.signed,"i8",[i.alphas.length,e.length])]);return{...t,values:ne(u),error:d&&ne(d),steps:{alphas:i.alphas,weights:i.weights,signed:new Int8Array(p.buffer,p.byteOffset,p.length),signedScale:i.signed_scale}}}function Dt(t){if(t==null)return;let{label:e,score:n,entropy:r}=t,o=r===null||Number.isFinite(r);if(!(typeof e=="string"&&Number.isFinite(n)&&o))throw new H("The figure's baseline_prediction is not as it should be: update igviz.")}function Kr(t){return typeof t?.before=="string"&&typeof t.text=="string"&&typeof t.special=="boolean"&&Number.isInteger(t.word)&&Number.isInteger(t.segment)}function qr(t,e,n,r){let o=e.length?t.length/e.length:0,i=new Uint8Array(t.length),a=new Float32Array(o),l=e.map((c,u)=>{let d=0;for(let h=0;h<o;h++){let m=u*o+h;a[h]=Math.abs(t[m])*c+n[m]*r[u],a[h]>d&&(d=a[h])}let p=d/255;if(p>0)for(let h=0;h<o;h++)i[u*o+h]=Math.round(a[h]/p);return p});return{absolute:i,absoluteScale:l}}var Ae,k,Yt,Gr,Q,jt,Xt,Jt,Qt,ut,st,lt,Yr,fe={},Zt=[],Xr=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,Me=Array.isArray;function G(t,e){for(var n in e)t[n]=e[n];return t}function pt(t){t&&t.parentNode&&t.parentNode.removeChild(t)}function Jr(t,e,n){var r,o,i,a={};for(i in e)i=="key"?r=e[i]:i=="ref"?o=e[i]:a[i]=e[i];if(arguments.length>2&&(a.children=arguments.length>3?Ae.call(arguments,2):n),typeof t=="function"&&t.defaultProps!=null)for(i in t.defaultProps)a[i]===void 0&&(a[i]=t.defaultProps[i]);return Se(t,a,r,o,null)}function Se(t,e,n,r,o){var i={type:t,props:e,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:o??++Yt,__i:-1,__u:0};return o==null&&k.vnode!=null&&k.vnode(i),i}function $(t){return t.children}function Te(t,e){this.props=t,this.context=e}function re(t,e){if(e==null)return t.__?re(t.__,t.__i+1):null;for(var n;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null)return n.__e;return typeof t.type=="function"?re(t):null}function en(t){var e,n;if((t=t.__)!=null&&t.__c!=null){for(t.__e=t.__c.base=null,e=0;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null){t.__e=t.__c.base=n.__e;break}return en(t)}}function Kt(t){(!t.__d&&(t.__d=!0)&&Q.push(t)&&!Pe.__r++||jt!=k.debounceRendering)&&((jt=k.debounceRendering)||Xt)(Pe)}function Pe(){for(var t,e,n,r,o,i,a,l=1;Q.length;)Q.length>l&&Q.sort(Jt),t=Q.shift(),l=Q.length,t.__d&&(n=void 0,r=void 0,o=(r=(e=t).__v).__e,i=[],a=[],e.__P&&((n=G({},r)).__v=r.__v+1,k.vnode&&k.vnode(n),dt(e.__P,n,r,e.__n,e.__P.namespaceURI,32&r.__u?[o]:null,i,o??re(r),!!(32&r.__u),a),n.__v=r.__v,n.__.__k[n.__i]=n,rn(i,n,a),r.__e=r.__=null,n.__e!=o&&en(n)));Pe.__r=0}function tn(t,e,n,r,o,i,a,l,c,u,d){var p,h,m,g,f,y,b,x=r&&r.__k||Zt,P=e.length;for(c=Qr(n,e,x,c,P),p=0;p<P;p++)(m=n.__k[p])!=null&&(h=m.__i==-1?fe:x[m.__i]||fe,m.__i=p,y=dt(t,m,h,o,i,a,l,c,u,d),g=m.__e,m.ref&&h.ref!=m.ref&&(h.ref&&ht(h.ref,null,m),d.push(m.ref,m.__c||g,m)),f==null&&g!=null&&(f=g),(b=!!(4&m.__u))||h.__k===m.__k?c=nn(m,c,t,b):typeof m.type=="function"&&y!==void 0?c=y:g&&(c=g.nextSibling),m.__u&=-7);return n.__e=f,c}function Qr(t,e,n,r,o){var i,a,l,c,u,d=n.length,p=d,h=0;for(t.__k=new Array(o),i=0;i<o;i++)(a=e[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(c=i+h,(a=t.__k[i]=typeof a=="string"||typeof a=="number"||typeof a=="bigint"||a.constructor==String?Se(null,a,null,null,null):Me(a)?Se($,{children:a},null,null,null):a.constructor==null&&a.__b>0?Se(a.type,a.props,a.key,a.ref?a.ref:null,a.__v):a).__=t,a.__b=t.__b+1,l=null,(u=a.__i=Zr(a,n,c,p))!=-1&&(p--,(l=n[u])&&(l.__u|=2)),l==null||l.__v==null?(u==-1&&(o>d?h--:o<d&&h++),typeof a.type!="function"&&(a.__u|=4)):u!=c&&(u==c-1?h--:u==c+1?h++:(u>c?h--:h++,a.__u|=4))):t.__k[i]=null;if(p)for(i=0;i<d;i++)(l=n[i])!=null&&(2&l.__u)==0&&(l.__e==r&&(r=re(l)),an(l,l));return r}function nn(t,e,n,r){var o,i;if(typeof t.type=="function"){for(o=t.__k,i=0;o&&i<o.length;i++)o[i]&&(o[i].__=t,e=nn(o[i],e,n,r));return e}t.__e!=e&&(r&&(e&&t.type&&!e.parentNode&&(e=re(t)),n.insertBefore(t.__e,e||null)),e=t.__e);do e=e&&e.nextSibling;while(e!=null&&e.nodeType==8);return e}function Zr(t,e,n,r){var o,i,a,l=t.key,c=t.type,u=e[n],d=u!=null&&(2&u.__u)==0;if(u===null&&t.key==null||d&&l==u.key&&c==u.type)return n;if(r>(d?1:0)){for(o=n-1,i=n+1;o>=0||i<e.length;)if((u=e[a=o>=0?o--:i++])!=null&&(2&u.__u)==0&&l==u.key&&c==u.type)return a}return-1}function qt(t,e,n){e[0]=="-"?t.setProperty(e,n??""):t[e]=n==null?"":typeof n!="number"||Xr.test(e)?n:n+"px"}function ke(t,e,n,r,o){var i,a;e:if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof r=="string"&&(t.style.cssText=r=""),r)for(e in r)n&&e in n||qt(t.style,e,"");if(n)for(e in n)r&&n[e]==r[e]||qt(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")i=e!=(e=e.replace(Qt,"$1")),a=e.toLowerCase(),e=a in t||e=="onFocusOut"||e=="onFocusIn"?a.slice(2):e.slice(2),t.l||(t.l={}),t.l[e+i]=n,n?r?n.u=r.u:(n.u=ut,t.addEventListener(e,i?lt:st,i)):t.removeEventListener(e,i?lt:st,i);else{if(o=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{t[e]=n??"";break e}catch{}typeof n=="function"||(n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n))}}function Gt(t){return function(e){if(this.l){var n=this.l[e.type+t];if(e.t==null)e.t=ut++;else if(e.t<n.u)return;return n(k.event?k.event(e):e)}}}function dt(t,e,n,r,o,i,a,l,c,u){var d,p,h,m,g,f,y,b,x,P,v,_,S,w,D,q,he,I=e.type;if(e.constructor!=null)return null;128&n.__u&&(c=!!(32&n.__u),i=[l=e.__e=n.__e]),(d=k.__b)&&d(e);e:if(typeof I=="function")try{if(b=e.props,x="prototype"in I&&I.prototype.render,P=(d=I.contextType)&&r[d.__c],v=d?P?P.props.value:d.__:r,n.__c?y=(p=e.__c=n.__c).__=p.__E:(x?e.__c=p=new I(b,v):(e.__c=p=new Te(b,v),p.constructor=I,p.render=to),P&&P.sub(p),p.props=b,p.state||(p.state={}),p.context=v,p.__n=r,h=p.__d=!0,p.__h=[],p._sb=[]),x&&p.__s==null&&(p.__s=p.state),x&&I.getDerivedStateFromProps!=null&&(p.__s==p.state&&(p.__s=G({},p.__s)),G(p.__s,I.getDerivedStateFromProps(b,p.__s))),m=p.props,g=p.state,p.__v=e,h)x&&I.getDerivedStateFromProps==null&&p.componentWillMount!=null&&p.componentWillMount(),x&&p.componentDidMount!=null&&p.__h.push(p.componentDidMount);else{if(x&&I.getDerivedStateFromProps==null&&b!==m&&p.componentWillReceiveProps!=null&&p.componentWillReceiveProps(b,v),!p.__e&&p.shouldComponentUpdate!=null&&p.shouldComponentUpdate(b,p.__s,v)===!1||e.__v==n.__v){for(e.__v!=n.__v&&(p.props=b,p.state=p.__s,p.__d=!1),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(X){X&&(X.__=e)}),_=0;_<p._sb.length;_++)p.__h.push(p._sb[_]);p._sb=[],p.__h.length&&a.push(p);break e}p.componentWillUpdate!=null&&p.componentWillUpdate(b,p.__s,v),x&&p.componentDidUpdate!=null&&p.__h.push(function(){p.componentDidUpdate(m,g,f)})}if(p.context=v,p.props=b,p.__P=t,p.__e=!1,S=k.__r,w=0,x){for(p.state=p.__s,p.__d=!1,S&&S(e),d=p.render(p.props,p.state,p.context),D=0;D<p._sb.length;D++)p.__h.push(p._sb[D]);p._sb=[]}else do p.__d=!1,S&&S(e),d=p.render(p.props,p.state,p.context),p.state=p.__s;while(p.__d&&++w<25);p.state=p.__s,p.getChildContext!=null&&(r=G(G({},r),p.getChildContext())),x&&!h&&p.getSnapshotBeforeUpdate!=null&&(f=p.getSnapshotBeforeUpdate(m,g)),q=d,d!=null&&d.type===$&&d.key==null&&(q=on(d.props.children)),l=tn(t,Me(q)?q:[q],e,n,r,o,i,a,l,c,u),p.base=e.__e,e.__u&=-161,p.__h.length&&a.push(p),y&&(p.__E=p.__=null)}catch(X){if(e.__v=null,c||i!=null)if(X.then){for(e.__u|=c?160:128;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;i[i.indexOf(l)]=null,e.__e=l}else{for(he=i.length;he--;)pt(i[he]);ct(e)}else e.__e=n.__e,e.__k=n.__k,X.then||ct(e);k.__e(X,e,n)}else i==null&&e.__v==n.__v?(e.__k=n.__k,e.__e=n.__e):l=e.__e=eo(n.__e,e,n,r,o,i,a,c,u);return(d=k.diffed)&&d(e),128&e.__u?void 0:l}function ct(t){t&&t.__c&&(t.__c.__e=!0),t&&t.__k&&t.__k.forEach(ct)}function rn(t,e,n){for(var r=0;r<n.length;r++)ht(n[r],n[++r],n[++r]);k.__c&&k.__c(e,t),t.some(function(o){try{t=o.__h,o.__h=[],t.some(function(i){i.call(o)})}catch(i){k.__e(i,o.__v)}})}function on(t){return typeof t!="object"||t==null||t.__b&&t.__b>0?t:Me(t)?t.map(on):G({},t)}function eo(t,e,n,r,o,i,a,l,c){var u,d,p,h,m,g,f,y=n.props,b=e.props,x=e.type;if(x=="svg"?o="http://www.w3.org/2000/svg":x=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i!=null){for(u=0;u<i.length;u++)if((m=i[u])&&"setAttribute"in m==!!x&&(x?m.localName==x:m.nodeType==3)){t=m,i[u]=null;break}}if(t==null){if(x==null)return document.createTextNode(b);t=document.createElementNS(o,x,b.is&&b),l&&(k.__m&&k.__m(e,i),l=!1),i=null}if(x==null)y===b||l&&t.data==b||(t.data=b);else{if(i=i&&Ae.call(t.childNodes),y=n.props||fe,!l&&i!=null)for(y={},u=0;u<t.attributes.length;u++)y[(m=t.attributes[u]).name]=m.value;for(u in y)if(m=y[u],u!="children"){if(u=="dangerouslySetInnerHTML")p=m;else if(!(u in b)){if(u=="value"&&"defaultValue"in b||u=="checked"&&"defaultChecked"in b)continue;ke(t,u,null,m,o)}}for(u in b)m=b[u],u=="children"?h=m:u=="dangerouslySetInnerHTML"?d=m:u=="value"?g=m:u=="checked"?f=m:l&&typeof m!="function"||y[u]===m||ke(t,u,m,y[u],o);if(d)l||p&&(d.__html==p.__html||d.__html==t.innerHTML)||(t.innerHTML=d.__html),e.__k=[];else if(p&&(t.innerHTML=""),tn(e.type=="template"?t.content:t,Me(h)?h:[h],e,n,r,x=="foreignObject"?"http://www.w3.org/1999/xhtml":o,i,a,i?i[0]:n.__k&&re(n,0),l,c),i!=null)for(u=i.length;u--;)pt(i[u]);l||(u="value",x=="progress"&&g==null?t.removeAttribute("value"):g!=null&&(g!==t[u]||x=="progress"&&!g||x=="option"&&g!=y[u])&&ke(t,u,g,y[u],o),u="checked",f!=null&&f!=t[u]&&ke(t,u,f,y[u],o))}return t}function ht(t,e,n){try{if(typeof t=="function"){var r=typeof t.__u=="function";r&&t.__u(),r&&e==null||(t.__u=t(e))}else t.current=e}catch(o){k.__e(o,n)}}function an(t,e,n){var r,o;if(k.unmount&&k.unmount(t),(r=t.ref)&&(r.current&&r.current!=t.__e||ht(r,null,e)),(r=t.__c)!=null){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(i){k.__e(i,e)}r.base=r.__P=null}if(r=t.__k)for(o=0;o<r.length;o++)r[o]&&an(r[o],e,n||typeof t.type!="function");n||pt(t.__e),t.__c=t.__=t.__e=void 0}function to(t,e,n){return this.constructor(t,n)}function mt(t,e,n){var r,o,i,a;e==document&&(e=document.documentElement),k.__&&k.__(t,e),o=(r=typeof n=="function")?null:n&&n.__k||e.__k,i=[],a=[],dt(e,t=(!r&&n||e).__k=Jr($,null,[t]),o||fe,fe,e.namespaceURI,!r&&n?[n]:o?null:e.firstChild?Ae.call(e.childNodes):null,i,!r&&n?n:o?o.__e:e.firstChild,r,a),rn(i,t,a)}Ae=Zt.slice,k={__e:function(t,e,n,r){for(var o,i,a;e=e.__;)if((o=e.__c)&&!o.__)try{if((i=o.constructor)&&i.getDerivedStateFromError!=null&&(o.setState(i.getDerivedStateFromError(t)),a=o.__d),o.componentDidCatch!=null&&(o.componentDidCatch(t,r||{}),a=o.__d),a)return o.__E=o}catch(l){t=l}throw t}},Yt=0,Gr=function(t){return t!=null&&t.constructor==null},Te.prototype.setState=function(t,e){var n;n=this.__s!=null&&this.__s!=this.state?this.__s:this.__s=G({},this.state),typeof t=="function"&&(t=t(G({},n),this.props)),t&&G(n,t),t!=null&&this.__v&&(e&&this._sb.push(e),Kt(this))},Te.prototype.forceUpdate=function(t){this.__v&&(this.__e=!0,t&&this.__h.push(t),Kt(this))},Te.prototype.render=$,Q=[],Xt=typeof Promise=="function"?Promise.prototype.then.bind(Promise.resolve()):setTimeout,Jt=function(t,e){return t.__v.__b-e.__v.__b},Pe.__r=0,Qt=/(PointerCapture)$|Capture$/i,ut=0,st=Gt(!1),lt=Gt(!0),Yr=0;function sn(t,e){if(e<700)return!1;let n=t.tokens.map(o=>o.before+o.text).join("")+t.after,r=0;for(let o of n.split(`
`)){let i=o.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length??0;r+=Math.max(1,Math.ceil((o.length+i)*9.6/e))}return r>6}function ln(t,e,n,r=448,o=1){let i=Math.max(Math.min(n/t,r/t,r/e),1/t),a=Math.floor(i*o+1e-6)/o,l=a>=.85*i?a:i;return{width:t*l,height:e*l,pixelated:l*o>=1}}function $e(t){return t<700?t:Math.min(448,Math.round(t*.47))}function ft(t){return t.replace(/-/g,"−")}function R(t){if(t==null||!Number.isFinite(t))return"–";if(t===0)return"0";let e=Math.abs(t);return e<1e-4||e>=1e6?ft(Ee(t.toExponential(2)).replace("e+","e")):e>=100?Fe(t):ft(Ee(t.toPrecision(3)))}function Ee(t){return t.replace(/(\.\d*?)0+(e|$)/,"$1$2").replace(/\.(e|$)/,"$1")}function Fe(t){let e=String(Math.round(Math.abs(t))).replace(/\B(?=(\d{3})+$)/g," ");return t<0?`−${e}`:e}function L(t){return Number.isFinite(t)?Fe(t):"–"}function C(t,e){return e!=="probability"||t===null||t===void 0?R(t):Number.isFinite(t)?t>0&&t<5e-4?"<0.001":t<1&&t>=.9995?">0.999":t!==0&&t!==1&&(t<.095||t>.99)?t.toFixed(3):t.toFixed(2):"–"}function j(t){if(t==null||!Number.isFinite(t))return"–";let e=t*100,n=Math.abs(e);return n>0&&n<.01?"<0.01 %":`${n>=99.95?Fe(e):ft(Ee(e.toPrecision(n<1?1:3)))} %`}function Z(t){let e=t*100,n=e>=10?Fe(e):Ee(e.toPrecision(2));return`${e>0&&e<.01?"<0.01":n} %`}function A(t){return`${t>0?"+":""}${R(t)}`}function V(t){return t.toFixed(2)}var Re=[246,246,244],cn=[128,128,128],E={"green-red":{label:"Green and red",positiveName:"green",negativeName:"red",bothName:"yellow",positive:[0,255,0],negative:[255,0,0],heatPositive:[Re,[97,184,106],[0,82,38]],heatNegative:[Re,[236,112,88],[126,0,24]],tokenPositive:[0,255,0],tokenNegative:[255,0,0],tokenNeutral:cn},"blue-orange":{label:"Blue and orange",positiveName:"blue",negativeName:"orange",bothName:"white",positive:[40,130,255],negative:[255,150,0],heatPositive:[Re,[92,160,222],[6,56,128]],heatNegative:[Re,[244,158,66],[134,56,0]],tokenPositive:[40,130,255],tokenNegative:[255,150,0],tokenNeutral:cn}};function K(t){return`rgb(${t.join(" ")})`}function ee({score:t,baseline_score:e,path:n}){let r=[t,e,...n.scores].map(Math.abs).filter(Number.isFinite);return Math.abs(t-e)<=.01*Math.max(...r)}function un(t,e,n){let r=[...t.alphas],o=[...t.scores];return r[0]<=0||(r.unshift(0),o.unshift(n)),r[r.length-1]>=1||(r.push(1),o.push(e)),{alphas:r,scores:o}}function pn(t,e){let{alphas:n,scores:r}=t,o=n.map((u,d)=>d).filter(u=>Number.isFinite(r[u]??Number.NaN));if(o.length===0)return null;let i=o.findIndex(u=>n[u]>=e);if(i<0)return r[o[o.length-1]];if(i===0)return r[o[0]];let[a,l]=[o[i-1],o[i]],c=(e-n[a])/(n[l]-n[a]||1);return r[a]+c*(r[l]-r[a])}function dn(t,e,n){let r=.1*Math.abs(e-n);if(!(r>0))return null;let{alphas:o,scores:i}=t,a=u=>Math.abs(i[u]-e),l=o.length-1;for(;l>=0&&a(l)<=r;)l--;if(l===o.length-1)return null;let c=0;if(l>=0){let u=(a(l)-r)/(a(l)-a(l+1)||1);c=o[l]+u*(o[l+1]-o[l])}return 1-c>=.15?c:null}function hn(t,e=28){let n=t.weights.reduce((a,l)=>a+Math.max(l,0),0),r=Math.max(1,Math.min(e,t.alphas.length)),o=Array.from({length:r},(a,l)=>({from:l/r,to:(l+1)/r,value:0}));if(!(n>0))return o;let i=0;return t.weights.forEach((a,l)=>{let c=a*t.contributions[l],u=i+Math.max(a,0)/n;if(!(!Number.isFinite(c)||u<=i)){for(let d=Math.floor(i*r);d<r&&d/r<u;d++){let p=Math.min(u,o[d].to)-Math.max(i,o[d].from);p>0&&(o[d].value+=c*p/(u-i))}i=u}}),o}function Ce(t,e){let n=0;return t.alphas.forEach((r,o)=>{let i=t.weights[o]*t.contributions[o];r<=e+1e-9&&Number.isFinite(i)&&(n+=i)}),n}function bt(t){let e=t.score-t.baseline_score,{delta:n}=t.certificate,r=e+n,o=n===0?"":` (${A(n)})`,a=`Completeness: the attributions of all ${t.kind==="tokens"?"tokens":"pixels"} sum to ${A(r)}, and should sum to F(x) − F(x′) = ${A(e)}, the score of the input less that of the baseline`;if(ee(t))return{text:`score hardly changes from the baseline, attributions sum to ${A(r)}`,tip:`${a}. That difference is so small that a percentage of it would say nothing.`};let l=r/e,c=l-1,u=n===0?"exactly":`${j(Math.abs(c))} too ${c>0?"much":"little"}${o}`;return{text:Math.abs(l)<10?`adds up to ${j(l)}`:`adds up to ${R(r)} instead of ${R(e)}`,tip:`${a}: ${u}. A good sum alone does not prove a good attribution, as errors of opposite sign cancel.`}}function fn(t,e){let n=t.score-t.baseline_score,r=e>=1,o=r?n+t.certificate.delta:Ce(t.path,e);return{text:`Σ ${A(o)} · F(x) − F(x′) ${A(n)}`,tip:r?bt(t).tip:`Gathered from the baseline up to α; at α = 1 the attributions should sum to F(x) − F(x′) = ${A(n)}`}}function Ne(t,e){let n=t.score-t.baseline_score;return ee(t)?A(e):j(e/n)}var gt="Estimated distance of these attributions from the exact integral, relative to their size";function Ie(t,e=!1){let{error:n,tol:r,converged:o,method:i}=t;if(o===null&&n===null)return{text:"fixed rule: error unknown",tip:`A fixed rule (${i}) evaluates the points it is told to and cannot tell how far the result is from the exact integral. Give tol instead of n_steps to have the error estimated.`};if(o!==!1&&n!==null)return{text:`error about ${Z(n)}`,tip:`${gt}. It is as small as asked for.`};let a=n===null?"error unknown":`error about ${Z(n)}`;if(e)return{text:`${a}, refining`,tip:`${gt}. It falls while more is computed.`};let l=r===null?"":` (asked for ${Z(r)})`;return{text:`not converged: ${a}${l}${no(t)}`,tip:`${gt}. It is larger than asked for: do not rely on details.`}}function no({worst:t}){if(!t)return"";let[e,n]=t.map(V);return e===n?`, worst near α ${e}`:`, worst between α ${e} and ${n}`}function gn({evaluations:t,method:e}){let n=e==="adaptive"?"chosen as the path required":`by the rule ${e}`;return{text:`${L(t)} evaluation${t===1?"":"s"}`,tip:`How often the model's gradient was computed: the points of the path, ${n}`}}function bn({tol:t},e){if(t===null)return null;let n=e.filter(r=>r<t*.999);return n.length>0?Math.max(...n):null}function xn({converged:t},{state:e}){return e!=="computing"&&(t!==!1||e!=="ready")}var mn=.9,ro=.5,oo=.6;function ge(t){let e=t.baseline_prediction;if(!e)return null;let{entropy:n}=e,r=`${e.label} ${C(e.score,t.output)}`,o=`At the baseline the model says ${r}`;if(n===null)return{leans:!1,text:`says ${r}`,tip:`${o}. Its answers do not exclude each other: several may hold at once.`};let a=t.output==="probability"?e.score>=ro&&n<mn:n<oo,l=j(Math.round(100*Math.min(Math.max(n,0),1))/100),c=n>=mn?"undecided":`prefers ${r}`;return{leans:a,text:a?`already says ${r}`:c,tip:`${o}, ${l} undecided (100${io}% would be even odds). `+(a?"The attribution only tells what changes from there on: another baseline may suit better.":"The less it prefers anything there, the better the baseline stands for nothing.")}}var io=" ";var W=t=>t[0].toUpperCase()+t.slice(1),He="No attribution: nothing here changes the score.",wn="Nothing summed up yet: the path begins here.";function xt(t,e,n=!1){let{positiveName:r,negativeName:o,bothName:i}=E[t.palette];if(t.mode==="image")return"What the model saw.";if(t.mode==="window"&&(e.positive||e.negative))return"Bright pixels matter for the score, dark ones do not.";if(!e.positive&&!e.negative)return He;if(t.polarity==="positive"&&!e.positive)return"Nothing here raises the score.";if(t.polarity==="negative"&&!e.negative)return"Nothing here lowers the score.";let a=t.mode==="outline"?" outlines":"";if(t.polarity==="positive")return a?`${W(r)} outlines what raises the score.`:`${W(r)} raises the score.`;if(t.polarity==="negative")return a?`${W(o)} outlines what lowers the score.`:`${W(o)} lowers the score.`;if(a)return`${W(r)} outlines what raises the score, ${o} what lowers it.`;let l=Ue(t,n)?`, ${i} does both`:"";return`${W(r)} raises the score, ${o} lowers it${l}.`}function Ue({mode:t,polarity:e},n){return n&&t==="overlay"&&e==="both"}function oe(t,e="image",n=!1){let{positiveName:r,negativeName:o,bothName:i}=E[t.palette],a=e==="image"?"this":"a word",l=Ue(t,n)?` ${W(i)}: one channel of the pixel raises the score, another lowers it.`:"";return`${W(r)}: moving ${a} further from the baseline raises the score. ${W(o)}: moving it back toward the baseline would raise the score.${l}`}function yt(t,e){let{positiveName:n,negativeName:r}=E[t.palette],o=e.signs(t);if(!o.positive&&!o.negative)return He;if(t.textPolarity==="both")return`${W(n)} raises the score, ${r} lowers it.`;let[i,a]=t.textPolarity==="positive"?[n,"raises"]:[r,"lowers"];return`${o[t.textPolarity]?W(i):"Nothing here"} ${a} the score.`}function vn(t,e,n){if(e.drawn(t,n).some(i=>i!==0))return"";let r=e.signs(t);if(!r.positive&&!r.negative)return He;if(!e.steps.isFinal(n))return n===0?wn:"";let o=t.textPolarity==="both"||r[t.textPolarity];return t.certain&&o?`Nothing here is certain: no ${t.words?"word":"token"} exceeds twice its standard error.`:yt(t,e)}function _n(t,e,n){if(t.mode==="image")return"";let r=e.signs;if(!r.positive&&!r.negative)return He;let o=e.drawnSigns(t,n),i=t.mode==="window"?"both":t.polarity,a=c=>i==="both"||i===c;return yn.some(c=>a(c)&&o[c])?"":e.isFinal(n)?yn.some(c=>a(c)&&r[c])?"Nothing here is certain: no pixel exceeds twice its standard error.":xt(t,r):wn}var yn=["positive","negative"];function kn(t,e){let n=e.state==="computing",{text:r}=Ie(t.certificate,n),o=`${t.target.label}, ${t.output} ${C(t.score,t.output)}`;return`${n?"Computing. ":""}${o}: ${r}.`}var Ve,N,wt,Sn,vt=0,Rn=[],M=k,Tn=M.__b,Pn=M.__r,An=M.diffed,Mn=M.__c,$n=M.unmount,En=M.__;function Cn(t,e){M.__h&&M.__h(N,t,vt||e),vt=0;var n=N.__H||(N.__H={__:[],__h:[]});return t>=n.__.length&&n.__.push({}),n.__[t]}function O(t,e){var n=Cn(Ve++,4);!M.__s&&Nn(n.__H,e)&&(n.__=t,n.u=e,N.__h.push(n))}function z(t){return vt=5,F(function(){return{current:t}},[])}function F(t,e){var n=Cn(Ve++,7);return Nn(n.__H,e)&&(n.__=t(),n.__H=e,n.__h=t),n.__}function ao(){for(var t;t=Rn.shift();)if(t.__P&&t.__H)try{t.__H.__h.forEach(Le),t.__H.__h.forEach(_t),t.__H.__h=[]}catch(e){t.__H.__h=[],M.__e(e,t.__v)}}M.__b=function(t){N=null,Tn&&Tn(t)},M.__=function(t,e){t&&e.__k&&e.__k.__m&&(t.__m=e.__k.__m),En&&En(t,e)},M.__r=function(t){Pn&&Pn(t),Ve=0;var e=(N=t.__c).__H;e&&(wt===N?(e.__h=[],N.__h=[],e.__.forEach(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})):(e.__h.forEach(Le),e.__h.forEach(_t),e.__h=[],Ve=0)),wt=N},M.diffed=function(t){An&&An(t);var e=t.__c;e&&e.__H&&(e.__H.__h.length&&(Rn.push(e)!==1&&Sn===M.requestAnimationFrame||((Sn=M.requestAnimationFrame)||so)(ao)),e.__H.__.forEach(function(n){n.u&&(n.__H=n.u),n.u=void 0})),wt=N=null},M.__c=function(t,e){e.some(function(n){try{n.__h.forEach(Le),n.__h=n.__h.filter(function(r){return!r.__||_t(r)})}catch(r){e.some(function(o){o.__h&&(o.__h=[])}),e=[],M.__e(r,n.__v)}}),Mn&&Mn(t,e)},M.unmount=function(t){$n&&$n(t);var e,n=t.__c;n&&n.__H&&(n.__H.__.forEach(function(r){try{Le(r)}catch(o){e=o}}),n.__H=void 0,e&&M.__e(e,n.__v))};var Fn=typeof requestAnimationFrame=="function";function so(t){var e,n=function(){clearTimeout(r),Fn&&cancelAnimationFrame(e),setTimeout(t)},r=setTimeout(n,35);Fn&&(e=requestAnimationFrame(n))}function Le(t){var e=N,n=t.__c;typeof n=="function"&&(t.__c=void 0,n()),N=e}function _t(t){var e=N;t.__c=t.__(),N=e}function Nn(t,e){return!t||t.length!==e.length||e.some(function(n,r){return n!==t[r]})}var lo=0;function s(t,e,n,r,o,i){e||(e={});var a,l,c=e;if("ref"in c)for(l in c={},e)l=="ref"?a=e[l]:c[l]=e[l];var u={type:t,props:c,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--lo,__i:-1,__u:0,__source:o,__self:i};if(typeof t=="function"&&(a=t.defaultProps))for(l in a)c[l]===void 0&&(c[l]=a[l]);return k.vnode&&k.vnode(u),u}function T(t,e,n){return{"data-testid":t,"aria-label":e,title:n,"data-lm-suppress-shortcuts":"true"}}function U(t){return s("span",{class:"term",title:t.tip,children:t.children})}function kt(t){return s("fieldset",{class:`segments${t.hidden?" unused":""}`,"aria-label":t.name,children:t.options.map(e=>s("button",{type:"button",...T(e.id,e.name??e.label,e.tip),"aria-pressed":e.value===t.value,onClick:()=>t.onPick(e.value),children:e.label},e.value))})}function ie(t){return s("button",{type:"button",class:`toggle${t.hidden?" unused":""}`,...T(t.id,t.label,t.tip),"aria-pressed":t.on,onClick:()=>t.onPick(!t.on),children:[s("span",{class:"box",children:t.on&&s(se,{name:"check"})}),t.label]})}function St(t){let{value:e,min:n,max:r}=t;return s("label",{class:`slider${t.hidden?" unused":""}`,title:t.tip,children:[s("span",{class:"muted",children:t.name}),s("input",{type:"range",...T(t.id,t.name,t.tip),"aria-valuetext":t.text,min:n,max:r,step:t.step,value:e,style:{"--fill":`${100*(e-n)/(r-n)}%`},onInput:o=>t.onInput(o.currentTarget.valueAsNumber)}),s("output",{class:"number",children:t.text})]})}function ae(t){let e=z(null),{pixels:n,width:r,height:o}=t;return O(()=>be(e.current,n,r,o),[n,r,o]),s("canvas",{ref:e,class:t.class,"data-testid":t.id,role:"img","aria-label":t.label,width:r,height:o})}function be(t,e,n,r){t?.getContext("2d")?.putImageData(new ImageData(e,n,r),0,0)}var co={play:"M4 2.5v11l9-5.5z",pause:"M4 2.5h3v11H4zM9 2.5h3v11H9z",check:"M2.5 8.6 4 7.1l2.6 2.6L12 4.3l1.5 1.5-6.9 6.9z",stop:"M3.5 3.5h9v9h-9z",download:"M7.25 2h1.5v6.2l2.2-2.2 1.05 1.05L8 11.05 4 7.05 5.05 6l2.2 2.2zM3 12.5h10V14H3z"};function se(t){return s("svg",{class:"icon",viewBox:"0 0 16 16","aria-hidden":"true",children:s("path",{d:co[t.name]})})}function In(t){return t.map(e=>`${e.map(uo).join(",")}\r
`).join("")}function uo(t){if(typeof t=="number")return Number.isFinite(t)?String(t):"";let e=/^[=+\-@\t\r]./s.test(t)?`'${t}`:t;return/[",\r\n]|^\s|\s$/.test(e)?`"${e.replace(/"/g,'""')}"`:e}var po=672;function Hn(t,e,n,r){let o=Math.max(1,Math.ceil(po/Math.max(e,n))),i=document.createElement("canvas");i.width=e,i.height=n,be(i,t,e,n);let a=document.createElement("canvas");a.width=e*o,a.height=n*o;let l=a.getContext("2d");l&&(l.imageSmoothingEnabled=!1,l.drawImage(i,0,0,a.width,a.height),a.toBlob(c=>{c&&Ln(c,`${Vn(r)}.png`)},"image/png"))}function Un(t,e){let n=`${t.figure.target.label} ${e?"words":"tokens"}`,r=new Blob(["\uFEFF",In(ho(t,e))],{type:"text/csv;charset=utf-8"});Ln(r,`${Vn(n)}.csv`)}function ho(t,e){let{list:n,final:r,error:o}=t.units(e),{figure:i}=t,a=ee(i)?null:i.score-i.baseline_score,l=n.map(({text:c,special:u},d)=>[c,r[d],o?o[d]:"",a===null?"":r[d]/a,u?"special":""]);return[[e?"word":"token","value","error","share","kind"],...l]}function Ln(t,e){let n=URL.createObjectURL(t),r=document.createElement("a");r.href=n,r.download=e,r.click(),setTimeout(()=>URL.revokeObjectURL(n),1e4)}function Vn(t){return(t.normalize("NFKC").match(/[\p{L}\p{N}]+/gu)??[]).join("-").slice(0,60)||"igviz"}function Oe(t){let{end:e,pinned:n}=t;return s("span",{class:"scale",children:[s("span",{class:"colour-bar number","data-testid":"colour-bar",title:t.tip,children:[s("span",{class:"ramp",style:{background:`linear-gradient(to right, ${t.stops.map(K).join(", ")})`}}),s("span",{children:R(-e)}),s("span",{children:"0"}),s("span",{children:A(e)})]}),(n||e>0)&&s(ie,{id:"pin",label:"pin scale",tip:n?"This scale is kept for all of them; press to fit it to each again":`Keep this scale for ${t.others}, so that they can be compared`,on:n,onPick:t.onPin})]})}var mo=[{value:"window",label:"Window",id:"mode-window",tip:"The image, dimmed where the attribution is small"},{value:"overlay",label:"Overlay",id:"mode-overlay",tip:"The attribution as colour over the dimmed image"},{value:"heat",label:"Heat map",id:"mode-heat",tip:"The attribution alone, on a scale with zero in the middle"},{value:"outline",label:"Outline",id:"mode-outline",tip:"Borders of the regions that hold most of the attribution"},{value:"image",label:"Image",id:"mode-image",tip:"What the model saw"}],fo=[{value:"positive",label:"+",id:"polarity-positive",name:"Positive attribution",tip:"Only what raises the score"},{value:"negative",label:"−",id:"polarity-negative",name:"Negative attribution",tip:"Only what lowers the score"},{value:"both",label:"both",id:"polarity-both",name:"Both signs",tip:"What raises and what lowers the score"}],go={window:"Percentile of pixels shown at full brightness: lower shows fainter attribution",overlay:"Percentile of attribution mass drawn at full colour: lower shows fainter attribution",heat:"Percentile of pixels drawn in the end colours: lower shows fainter attribution",outline:"Percentile of attribution mass a region starts at: lower takes in fainter attribution",image:""},bo={min:80,max:100,step:.1},xo={min:0,max:95,step:1},yo="Show only what is certain: pixels whose attribution is more than twice its standard error";function Tt(t){return s(kt,{name:"Polarity",value:t.value,options:fo,hidden:t.hidden??!1,onPick:t.onPick})}function Pt(t){let{view:e,tip:n,set:r}=t;return s(ie,{id:"certain",label:"certain only",tip:e.alpha<1?`${n}. Errors are known of the whole path, at α = 1`:n,on:e.certain,hidden:t.hidden??!1,onPick:o=>r({certain:o})})}function At(t){let{view:e}=t,n=e.palette==="green-red"?"blue-orange":"green-red";return s("button",{type:"button",class:`palette${t.hidden?" unused":""}`,...T("palette",`Colours: ${E[e.palette].label}. Switch to ${E[n].label}`,`${E[e.palette].label}; press for ${E[n].label.toLowerCase()}`),onClick:()=>t.set({palette:n}),children:[s("span",{class:"swatch up",children:"+"}),s("span",{class:"swatch down",children:"−"})]})}function On(t){let{view:e,set:n}=t,{mode:r}=e,o=r==="image",i=(a,l)=>n({[a]:{...e[a],[r]:l}});return s("div",{class:"controls",children:[s(kt,{name:"Mode",value:r,options:mo,onPick:a=>n({mode:a})}),s(Tt,{value:e.polarity,hidden:o||r==="window",onPick:a=>n({polarity:a})}),s("div",{class:"shades",children:[t.errors&&s(Pt,{view:e,tip:yo,hidden:o,set:n}),s(St,{id:"clip",name:"clip",tip:go[r],...r==="outline"?xo:bo,value:e.clip[r],text:`${R(e.clip[r])}`,hidden:o||r==="heat"&&e.pin!==null,onInput:a=>i("clip",a)}),s(St,{id:"strength",name:"strength",tip:"How strongly the attribution covers the image",min:0,max:1,step:.01,value:e.strength[r],text:e.strength[r].toFixed(2),hidden:o,onInput:a=>i("strength",a)}),s(At,{view:e,hidden:o||r==="window",set:n})]})]})}function zn(t){let{figure:e,view:n}=t,r=z(null);O(()=>{let l=r.current?.getRootNode()?.activeElement;return r.current?.focus(),()=>{l instanceof HTMLElement&&l.focus()}},[]);let o=s("b",{class:"clip",children:e.target.label}),i=`the baseline (${e.baseline_name}, α = 0)`;return s("section",{class:"help","aria-label":"What am I looking at?","data-testid":"help-text",children:[s("h3",{children:"What am I looking at?"}),s("div",{class:"answer",children:[e.kind==="tokens"?s("p",{children:["Which words the model's score for ",o," rests on, by Integrated Gradients. A straight path leads from ",i," to the text (α = 1), through the numbers that stand for each token. At each point of it, the step gradient tells how much every token moves the score; added up along the path they give the attribution. The list shows the strongest words; press one to see along the path how it builds up. Special tokens, which the tokenizer adds, have a dashed frame."]}):s("p",{children:["Which parts of the input the model's score for ",o," rests on, by Integrated Gradients. A straight path leads from ",i," to the input (α = 1). At each point of it, the step gradient tells how much every pixel moves the score; added up along the path they give the attribution."]}),s("p",{children:oe(n,e.kind)}),s("p",{children:"All attributions together add up to F(x) − F(x′), the score of the input less that of the baseline. Where the score is saturated it no longer changes, and a plain gradient taken there shows next to nothing; that is why the whole path counts."}),s("p",{children:"The error says how far the attribution may be from the exact integral. It speaks about this model and this baseline: another baseline asks another question."})]}),s("button",{ref:r,type:"button",class:"quiet",...T("help-close","Close","Close"),onClick:t.onClose,children:"Close"})]})}function ze(t){let{figure:e,view:n,legend:r,download:o,set:i}=t;return s("footer",{children:[s("div",{class:"line",children:[s("div",{class:"said",children:[s("p",{class:"legend","data-testid":"legend",title:r.tip,children:[r.swatches,r.text]}),t.scale,s(wo,{figure:e,host:t.host,status:t.status})]}),s("span",{class:"tools",children:[s("button",{type:"button",class:"round",...T("help","What am I looking at?","What am I looking at?"),"aria-expanded":n.help,onClick:()=>i({help:!n.help}),children:"?"}),s("button",{type:"button",class:"round",...T("download",o.name,o.tip),onClick:o.run,children:s(se,{name:"download"})})]})]}),n.help&&s(zn,{figure:e,view:n,onClose:()=>i({help:!1})}),e.notes.length>0&&s("ul",{class:"notes muted","data-testid":"notes",children:e.notes.map(a=>s("li",{title:a,children:a},a))}),s(vo,{facts:e.provenance})]})}function wo(t){let{figure:e,host:n,status:r}=t,{certificate:o}=e,i=r.state==="computing",a=o.converged===!1&&!i,l=n?bn(o,n.choices.tols):null,c=Ie(o,i),u=[gn(o),bt(e)];return s("p",{class:`badge number${a?" open":""}`,"data-testid":"certificate",children:[s("span",{class:"error","data-testid":"error",children:s(U,{tip:c.tip,children:c.text})}),u.map(({text:d,tip:p})=>s("span",{children:s(U,{tip:p,children:d})},p)),n&&l!==null&&xn(o,r)&&s("button",{type:"button",class:"quiet",...T("refine",`Refine to an error of ${Z(l)}`,`Compute on, to an error of ${Z(l)}; what is known is kept`),onClick:()=>n.select({tol:l}),children:"refine"})]})}function vo(t){let e=Object.entries(t.facts);return e.length===0?null:s("details",{class:"provenance muted",children:[s("summary",{...T("provenance","How was this computed?","How was this computed?"),children:"How was this computed?"}),s("dl",{children:e.map(([n,r])=>s("div",{children:[s("dt",{children:n}),s("dd",{children:r})]},n))})]})}var Bn="The baseline is the input that counts as 'nothing there': the path starts at it.";function Be(t){let{figure:e,host:n}=t,{target:r,output:o}=e,i=ko(e,n!==null,t.width);return s("header",{children:[s("div",{class:"claim",children:[e.title&&s("p",{class:"file muted clip",title:e.title,children:e.title}),s("h2",{tabIndex:-1,...T("target",`Explained: ${r.label}`,`The explained ${o}: ${r.label}`),children:[s("span",{class:"clip",children:r.label})," ",s("span",{class:"number",children:C(e.score,o)})]})]}),s("div",{class:"others",children:[i.map(a=>s(So,{entry:a,output:o,host:n},a.index)),n&&n.choices.labels.length>0&&s(Po,{host:n})]}),s(Mo,{figure:e,host:n})]})}function ko(t,e,n){let r=t.predictions.filter(u=>u.index!==t.target.index);if(n<700)return r.slice(0,4);let o=(u,d,p)=>Math.min(u.length*d,p),i=ge(t)?.text??"",a=(e?370:230)+o(i,7,200),l=n-o(t.target.label,12,n*.5)-85-a;return r.filter(u=>(l-=55+o(u.label,7,140),l>=0)).slice(0,4)}function So(t){let{entry:e,host:n}=t,r=s($,{children:[s("span",{class:"clip",children:e.label})," ",s("span",{class:"number muted",children:C(e.score,t.output)})]}),o=`class-${e.index}`;return n?s("button",{type:"button",class:"other",...T(o,`Explain ${e.label}`,`Explain ${e.label} instead`),onClick:()=>n.select({target:e.index}),children:r}):s("span",{class:"other","data-testid":o,title:e.label,children:r})}function To(t){let e=new Map;for(let n of t)e.set(n,(e.get(n)??0)+1);return new Map(t.map((n,r)=>[(e.get(n)??0)>1?`${n} (${r})`:n,r]))}function Po(t){let{labels:e}=t.host.choices,n=F(()=>To(e),[e]),r=o=>{let i=o.value.trim(),a=n.get(i)??n.get(Ao(n,i)),l=i!==""&&a===void 0;o.setCustomValidity(l?`No class is called "${i.slice(0,60)}".`:""),l&&o.reportValidity(),a!==void 0&&(o.value="",t.host.select({target:a}))};return s("span",{class:"find",children:[s("input",{class:"search",type:"text",list:"igviz-classes",placeholder:"find a class",autocomplete:"off",spellcheck:!1,...T("class-search","Find a class to explain","Explain any other class by its name"),onInput:o=>{o.currentTarget.setCustomValidity(""),o.inputType==="insertReplacementText"&&r(o.currentTarget)},onKeyDown:o=>o.key==="Enter"&&r(o.currentTarget),onChange:o=>r(o.currentTarget)}),s("datalist",{id:"igviz-classes",children:[...n.keys()].map(o=>s("option",{value:o},o))})]})}function Ao(t,e){let n=e.toLowerCase(),r=[...t.keys()].filter(o=>o.toLowerCase()===n);return r.length===1?r[0]:""}function Mo(t){let{figure:e,host:n}=t,{baseline_name:r,output:o}=e,i=n?.choices.baselines??[],a=ge(e);return s("div",{class:"baseline",children:[s(U,{tip:Bn,children:"baseline"}),n&&i.length>0?s("select",{...T("baseline","Baseline",Bn),value:r,onChange:l=>n.select({baseline:l.currentTarget.value}),children:(i.includes(r)?i:[r,...i]).map(l=>s("option",{value:l,children:l},l))}):s("span",{class:"clip","data-testid":"baseline",title:r,children:r}),s("span",{class:"number muted",title:"The score of the baseline, F(x′)",children:C(e.baseline_score,o)}),a&&s("span",{class:`says clip number${a.leans?" leans":" muted"}`,"data-testid":"baseline-says",title:a.tip,children:a.text})]})}function Wn(t){let{scene:e,view:n,stage:r}=t,{figure:o}=e,i={width:o.width,height:o.height},a=e.steps.nearest(n.alpha),l=F(()=>e.imageAt(n.alpha),[e,n.alpha]),c=F(()=>e.stepAt(a,n.sharedScale),[e,a,n.sharedScale]),u=F(()=>e.sumAt(n,r),[e,r,n.palette]),d=Ne(o,Ce(o.path,n.alpha)),p=n.sharedScale?"one scale":"own scale";return s("div",{class:"moments",children:[s("figure",{children:[s(ae,{id:"alpha-image",label:"The image at α",pixels:l,...i}),s("figcaption",{children:s("span",{title:"baseline + α (image − baseline): what the model is shown here",children:"image at α"})})]}),s("figure",{children:[s(ae,{id:"alpha-step",label:"The step gradient at α",pixels:c,...i}),s("figcaption",{children:[s("span",{title:"What this α contributes: bright where |(x − x′) ⊙ ∇F| is large",children:"step gradient"}),s("button",{type:"button",class:"quiet",...T("scale-toggle",`Brightness of the step gradient: ${p}`,n.sharedScale?"All steps share one brightness; press to scale each by itself":"Each step has its own brightness; press to share one for all steps"),"aria-pressed":n.sharedScale,onClick:()=>t.set({sharedScale:!n.sharedScale}),children:p})]})]}),s("figure",{children:[s(ae,{id:"alpha-sum",label:"The attribution summed up to α",pixels:u,...i}),s("figcaption",{children:[s("span",{title:"Attribution gathered from the baseline up to α, and its share of F(x) − F(x′)",children:"sum up to α"}),s("span",{class:"number muted",children:d})]})]})]})}var ce=1e3,Mt=`0 0 ${ce} ${ce}`;function $t(t,e=.08){let n=t.filter(Number.isFinite),r=Math.min(...n),o=Math.max(...n);n.length===0&&([r,o]=[0,1]);let i=o-r,a=i>0?e*i:Math.abs(o)||1;return{low:r,high:o,at:l=>(l-(r-a))/(i+2*a)}}var Dn=t=>t*ce,le=t=>(1-t)*ce;function jn(t){let{figure:e,alpha:n}=t,{score:r,baseline_score:o,output:i}=e,a=un(e.path,r,o),l=$t([...a.scores,r,o]),c=dn(a,r,o),u=pn(a,n),d=a.alphas.map((p,h)=>[p,a.scores[h]]).filter(([,p])=>Number.isFinite(p??Number.NaN)).map(([p,h])=>`${Dn(p).toFixed(1)},${le(l.at(h)).toFixed(1)}`);return s($,{children:[s("p",{class:"caption",children:[s(U,{tip:"F(α): the explained output of the model at each point of the path from the baseline (α = 0) to the input (α = 1)",children:[i," along the path"]}),s("span",{class:"number",children:["F(",V(n),") = ",C(u,i)]})]}),s(Eo,{scale:l,start:o,end:r,output:i}),s(qn,{id:"score-chart",alpha:n,onPick:t.onPick,children:[c!==null&&s("div",{class:`saturated${r<o?" top":""}`,"data-testid":"saturated",style:{left:`${100*c}%`},title:`From α = ${V(c)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`,children:s("span",{children:["saturated",s("span",{class:"why",children:": plain gradients fail here"})]})}),s("svg",{viewBox:Mt,preserveAspectRatio:"none","aria-hidden":"true",children:[s("line",{class:"rule",x1:"0",x2:ce,y1:le(l.at(r)),y2:le(l.at(r))}),s("line",{class:"rule",x1:"0",x2:ce,y1:le(l.at(o)),y2:le(l.at(o))}),s("polyline",{class:"score ahead",points:d.join(" ")})]}),s("svg",{viewBox:Mt,preserveAspectRatio:"none","aria-hidden":"true",style:{clipPath:`inset(-4px ${100*(1-n)}% -4px -4px)`},children:s("polyline",{class:"score",points:d.join(" ")})}),u!==null&&s("div",{class:"dot",style:{left:`${100*n}%`,bottom:`${100*l.at(u)}%`}}),t.buildUp&&s($o,{buildUp:t.buildUp})]})]})}function $o(t){let{name:e,points:n}=t.buildUp,r=$t([0,...n.map(([,l])=>l)]),o=n[n.length-1][1],i=o<0?"down":"up",a=n.map(([l,c])=>`${Dn(l).toFixed(1)},${le(r.at(c)).toFixed(1)}`);return s($,{children:[s("svg",{viewBox:Mt,preserveAspectRatio:"none","aria-hidden":"true",children:s("polyline",{class:`growth ${i}`,points:a.join(" ")})}),s("p",{class:`grows ${i}`,"data-testid":"growth",children:[s("bdi",{class:"clip",dir:"auto",children:e}),s("span",{class:"number",children:[A(o),","," ",s(U,{tip:"This line has a scale of its own: it begins at zero",children:"own scale"})]})]})]})}function Eo(t){let{scale:e,start:n,end:r,output:o}=t,i=Math.abs(e.at(n)-e.at(r))<.15;return s("div",{class:"ticks number muted","aria-hidden":"true",children:[s("span",{style:{bottom:`${100*e.at(r)}%`},title:"F(x): the score of the input",children:C(r,o)}),!i&&s("span",{style:{bottom:`${100*e.at(n)}%`},title:"F(x′): the score of the baseline",children:C(n,o)})]})}function Kn(t){let{figure:e,alpha:n}=t,r=hn(e.path),o=$t([0,...r.map(a=>a.value)],.02),i=o.at(0);return s($,{children:[s("div",{class:"ticks share muted",children:s("span",{class:"name",children:s(U,{tip:"What each stretch of α contributes to the score: its step gradients, summed over the whole input",children:"share"})})}),s(qn,{id:"share-chart",alpha:n,onPick:t.onPick,children:[r.map(a=>s("div",{class:`bar ${a.value<0?"down":"up"}${a.from>=n?" ahead":""}`,style:{left:`${100*a.from}%`,width:`${100*(a.to-a.from)}%`,bottom:`${100*Math.min(i,o.at(a.value))}%`,height:`${100*Math.abs(o.at(a.value)-i)}%`},title:Fo(e,a)},a.from)),s("div",{class:"zero",style:{bottom:`${100*i}%`}})]})]})}function Fo(t,e){return`α ${V(e.from)} to ${V(e.to)}: ${Ne(t,e.value)}`}function qn(t){let e=n=>{if(n.buttons!==1)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let r=n.currentTarget.getBoundingClientRect(),o=(n.clientX-r.left)/r.width;t.onPick(Math.round(100*Math.max(0,Math.min(1,o)))/100)};return s("div",{class:`plot ${t.id}`,"data-testid":t.id,onPointerDown:e,onPointerMove:e,children:[s("div",{class:"now",style:{left:`${100*t.alpha}%`}}),t.children]})}var Gn="α is the place on the straight path from the baseline (0) to the input (1).";function We(t){let{figure:e,view:n,set:r}=t,o=i=>r({alpha:i,playing:!1});return s("section",{class:"path","aria-label":"Along the path from the baseline to the input",children:[s(jn,{figure:e,alpha:n.alpha,buildUp:t.buildUp??null,onPick:o}),s(Kn,{figure:e,alpha:n.alpha,onPick:o}),s("div",{class:"ticks alpha-label",children:s("span",{class:"name number",children:[s(U,{tip:Gn,children:"α"})," ",V(n.alpha)]})}),s("input",{type:"range",class:"alpha",...T("alpha","α, place on the path",Gn),"aria-valuetext":`α ${V(n.alpha)}`,min:0,max:1,step:.01,value:n.alpha,style:{"--fill":`${100*n.alpha}%`},onInput:i=>o(i.currentTarget.valueAsNumber)}),s(Ro,{...t}),s("p",{class:"ends muted","aria-hidden":"true",children:[s("span",{children:"0 baseline"}),s("span",{children:"1 input"})]}),t.children]})}function Ro(t){let{host:e,view:n,set:r}=t;if(e&&t.status.state==="computing")return Et({host:e});let o=n.playing?"Pause":"Play along α";return s("button",{type:"button",class:"round",...T("play",o,o),onClick:()=>r(n.playing?{playing:!1}:Co(n)),children:s(se,{name:n.playing?"pause":"play"})})}var Co=t=>({playing:!0,alpha:t.alpha>=1?0:t.alpha});function Et(t){return s("button",{type:"button",class:"round",...T("stop","Stop computing","Stop computing and keep the best so far"),onClick:()=>t.host.stop(),children:s(se,{name:"stop"})})}function Yn(t){let{scene:e,pixels:n,fit:r,view:o,set:i}=t,{width:a,height:l}=e.figure,c=z(null);O(()=>be(c.current,n,a,l),[n,a,l]);let u=h=>{let m=h.currentTarget.getBoundingClientRect(),g=Math.floor((h.clientX-m.left)/m.width*a),f=Math.floor((h.clientY-m.top)/m.height*l);i({pixel:{x:ue(g,a),y:ue(f,l)}})},d=h=>{let m=No(o.pixel,h,a,l);m!==void 0&&(h.preventDefault(),h.stopPropagation(),i({pixel:m}))},p={width:`${r.width}px`,height:`${r.height}px`};return s("div",{class:"picture",children:[s("div",{class:"frame",style:p,children:[s("canvas",{ref:c,class:r.pixelated?"sharp":"",style:p,width:a,height:l,role:"img",tabIndex:0,"data-testid":"picture","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single pixels.`,onPointerMove:u,onPointerDown:u,onPointerLeave:()=>i({pixel:null}),onKeyDown:d,onBlur:()=>i({pixel:null})}),t.silence&&s("p",{class:"silence","data-testid":"silence",children:s("span",{children:t.silence})}),o.pixel&&s(Io,{...o.pixel,width:a,height:l,fit:r})]}),s(Ho,{scene:e,view:o,stage:t.stage})]})}var ue=(t,e)=>Math.max(0,Math.min(e-1,t));function No(t,e,n,r){let o=e.shiftKey?10:1,i={ArrowLeft:[-o,0],ArrowRight:[o,0],ArrowUp:[0,-o],ArrowDown:[0,o]};if(e.key==="Escape")return t?null:void 0;let a=i[e.key];if(a)return t?{x:ue(t.x+a[0],n),y:ue(t.y+a[1],r)}:{x:n>>1,y:r>>1}}function Io(t){let{fit:e}=t,[n,r]=[e.width/t.width,e.height/t.height],o=Math.max(n,5)+4;return s("div",{class:"crosshair",style:{left:`${(t.x+.5)*n-o/2}px`,top:`${(t.y+.5)*r-o/2}px`,width:`${o}px`,height:`${o}px`}})}function Ho(t){let{pixel:e}=t.view;if(!e)return s("p",{class:"readout muted","data-testid":"readout",children:"Point at a pixel, or use arrow keys, to read it."});let{width:n,height:r}=t.scene.figure,[o,i]=[ue(e.x,n),ue(e.y,r)],a=t.scene.read(o,i,t.stage),l=a.error!==null,c=l?` ± ${R(a.error)}`:"";return s("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[s("span",{children:["(",o,", ",i,")"]}),s("span",{title:`Attribution of the pixel, its channels added up${l?", ± one standard error":""}`,children:`${A(a.value)}${c}`}),s("span",{title:`Rank by size, whatever the sign, of ${L(a.of)} pixels`,children:["rank ",L(a.rank)]}),s("span",{title:"Share of the sum of all absolute attributions",children:[j(a.share)," of total"]})]})}var Lo=320;function Xn(t){let{scene:e,view:n,set:r,host:o,status:i}=t,{figure:a}=e,{width:l,height:c,target:u}=a,d=e.stage(n.alpha),{mode:p,polarity:h,palette:m,certain:g,pin:f}=n,y=F(()=>e.picture(n,d),[e,d,p,h,m,g,f,n.clip[p],n.strength[p]]),b=ln(l,c,$e(t.width),448,t.ratio),x=e.signsMeet,P=xt(n,e.signs,x),v=`${p} of the attribution for ${u.label}. ${P}`;return s($,{children:[s(Be,{figure:a,host:o,width:t.width}),s("main",{style:{"--picture":`${Math.max(b.width,Lo)}px`,"--aspect":l/c},children:[s(Yn,{scene:e,pixels:y,label:v,stage:d,view:n,set:r,silence:_n(n,e,d),fit:b}),s(We,{figure:a,view:n,set:r,status:i,host:o,children:s(Wn,{scene:e,stage:d,view:n,set:r})})]}),s(On,{view:n,errors:a.error!==null,set:r}),s(ze,{figure:a,view:n,set:r,host:o,status:i,legend:{text:P,tip:oe(n,"image",x),swatches:s(Vo,{view:n,meet:x})},scale:p==="heat"&&s(Oo,{scene:e,stage:d,view:n,set:r}),download:{name:"Download the picture",tip:"Download this picture as PNG",run:()=>Hn(y,l,c,`${u.label} ${p}`)}})]})}function Vo(t){let{view:e}=t;return e.mode!=="overlay"&&e.mode!=="outline"?null:s($,{children:[e.polarity!=="negative"&&s("span",{class:"swatch up",children:"+"}),e.polarity!=="positive"&&s("span",{class:"swatch down",children:"−"}),Ue(e,t.meet)&&s("span",{class:"swatch both",children:"±"})]})}function Oo(t){let{scene:e,view:n,set:r}=t,{heatPositive:o,heatNegative:i}=E[n.palette],a=e.heatScale(n,t.stage),l=(d,p)=>d.map(h=>p?d[0]:h),c=l(i,n.polarity==="positive"),u=l(o,n.polarity==="negative");return s(Oe,{stops:[...c.reverse(),...u.slice(1)],end:a,tip:`Attribution of a pixel in the unit of the score (${e.figure.output}); values beyond an end have its colour`,pinned:n.pin!==null,others:"other classes and pictures",onPin:d=>r({pin:d?a:null})})}var Jn={playing:!1,pixel:null,help:!1,token:null,hover:null};function te(){return{mode:"overlay",polarity:"positive",palette:"green-red",clip:{window:99,overlay:95,heat:99.5,outline:40,image:99},strength:{window:1,overlay:.8,heat:1,outline:.8,image:1},alpha:1,playing:!1,certain:!1,pin:null,sharedScale:!1,pixel:null,help:!1,words:!0,textPolarity:"both",textPin:null,token:null,hover:null,entry:0,shared:null}}var De={state:"ready",job:0,fraction:1,message:""};var J=class{sorted;total;#e;constructor(e){this.sorted=e.slice().sort();let n=this.sorted.length;this.#e=new Float64Array(n);let r=0;for(let o=0;o<n;o++)r+=this.sorted[n-1-o],this.#e[o]=r;this.total=r}massThreshold(e){let n=this.sorted.length;if(e>=100)return this.sorted[0];if(this.total===0)return 0;let r=xe(n,o=>100*this.#e[o]/this.total>=e);return this.sorted[n-1-Math.min(r,n-1)]}percentile(e){let n=this.sorted.length,r=e/100*(n-1),o=Math.floor(r),i=Math.min(o+1,n-1),a=this.sorted[o]+(r-o)*(this.sorted[i]-this.sorted[o]);return a>0?a:this.sorted[n-1]}rank(e){let n=this.sorted.length;return n-xe(n,r=>this.sorted[r]>e)+1}};function xe(t,e){let n=0,r=t;for(;n<r;){let o=n+r>>1;e(o)?r=o:n=o+1}return n}function Ft(t,e,n=0){return{full:t.massThreshold(100-e),none:t.massThreshold(100-n)}}function Qn(t,{full:e,none:n},r=1){let o=new Float32Array(t.length);if(e===0)return o;let i=e>n?1/(e-n):0;for(let a=0;a<t.length;a++){let l=r*t[a];l>=e?o[a]=1:l>n&&l>0&&(o[a]=(l-n)*i)}return o}var je=8,ye=class{#e;#t;#n=[];constructor(e,n){this.#e=e,this.#t=n}get count(){return this.#e.alphas.length}alpha(e){return this.#e.alphas[e]}upTo(e){return xe(this.count,n=>this.#e.alphas[n]>e+1e-9)}stage(e){return e>=1||this.count===0?this.count+1:this.upTo(e)}isFinal(e){return e>this.count}nearest(e){let n=xe(this.count,o=>this.#e.alphas[o]>=e);return n===0||this.count===0?this.count-1<0?-1:0:n===this.count?n-1:this.alpha(n)-e<e-this.alpha(n-1)?n:n-1}running(e){let n=Math.floor(e/je),r=this.#r(n).slice();return this.#o(r,n*je,e),r}#r(e){let n=this.#n[e];if(n)return n;let r=e===0?new Float32Array(this.#t):this.#r(e-1).slice();return this.#o(r,Math.max(e-1,0)*je,e*je),this.#n[e]=r,r}#o(e,n,r){let{signed:o,signedScale:i,weights:a}=this.#e;for(let l=n;l<r;l++){let c=a[l]*i[l],u=l*this.#t;for(let d=0;d<e.length;d++)e[d]+=c*o[u+d]}}},Ke=class extends ye{#e;#t;#n;sharedScale;constructor(e,n){super(e,n),this.#e=e,this.#t=n,this.#n=e.alphas.map((r,o)=>zo(this.absolute(o),99)*e.absoluteScale[o]),this.sharedScale=Math.max(0,...this.#n)}absolute(e){return this.#e.absolute.subarray(e*this.#t,(e+1)*this.#t)}level(e){return this.#e.absoluteScale[e]}ownScale(e){return this.#n[e]}};function zo(t,e){let n=new Uint32Array(256);for(let c of t)n[c]++;let r=e/100*(t.length-1),o=Math.floor(r),i=c=>{let u=0;for(let d=n[0];d<=c&&u<255;d+=n[u])u++;return u},a=i(o),l=a+(r-o)*(i(Math.min(o+1,t.length-1))-a);return l>0?l:i(t.length-1)}var Bo="·",qe=class{list;final;error;scale;#e;#t;constructor(e,n){this.list=Wo(e,n),this.#e=new Int32Array(e.tokens.length),this.list.forEach(({from:r,to:o},i)=>{this.#e.fill(i,r,o)}),this.final=this.sums(e.values),this.error=e.error&&this.sums(e.error),this.scale=this.final.reduce((r,o)=>Math.max(r,Math.abs(o)),0)}of(e){return e===null?-1:this.#e[e]??-1}sums(e){return Float32Array.from(this.list,({from:n,to:r})=>{let o=0;for(let i=n;i<r;i++)o+=e[i];return o})}get ranking(){return this.#t??=new J(this.final.map(Math.abs)),this.#t}};function Zn(t){return t.some((e,n)=>n>0&&er(t[n-1],e))}function er(t,e){return t.word===e.word&&t.segment===e.segment&&t.special===e.special}function Wo({tokens:t,about:e},n){let r=new Set(e),o=[];t.forEach((i,a)=>{let l=o[o.length-1];if(n&&l&&er(t[a-1],i))l.to=a+1,l.text+=i.before+i.text,l.about||=r.has(a);else{let{before:c,text:u,special:d,segment:p}=i;o.push({from:a,to:a+1,before:c,text:u,special:d,segment:p,about:r.has(a)})}});for(let i of o)i.text||=Bo;return o}var Do=2,Ge=class{kind="tokens";figure;steps;pieces;#e=[];#t=[];#n;constructor(e){this.figure=e,this.steps=new ye(e.steps,e.tokens.length),this.pieces=Zn(e.tokens)}units(e){let n=e&&this.pieces,r=Number(n);return this.#e[r]??=new qe(this.figure,n),this.#e[r]}signs({words:e}){let{final:n}=this.units(e);return{positive:n.some(r=>r>0),negative:n.some(r=>r<0)}}values({words:e},n){let r=this.units(e);return this.steps.isFinal(n)?r.final:((this.#n?.stage!==n||this.#n.units!==r)&&(this.#n={stage:n,units:r,values:r.sums(this.steps.running(n))}),this.#n.values)}drawn(e,n){let{error:r}=this.units(e.words),o=e.certain&&this.steps.isFinal(n)?r:null;return this.values(e,n).map((i,a)=>o!==null&&Math.abs(i)<Do*o[a]||!tr(e,i)?0:i)}scale(e){return e.textPin??this.units(e.words).scale}read(e,n,r){let o=this.units(e.words),i=this.values(e,r),a=this.steps.isFinal(r),l=a?o.ranking:new J(i.map(Math.abs)),c=Math.abs(i[n]);return{value:i[n],error:a&&o.error?o.error[n]:null,rank:l.rank(c),of:i.length,share:l.total>0?c/l.total:0}}strongest(e,n,r){let{final:o}=this.units(e.words),i=this.values(e,n),a=this.drawn(e,n),l=[];return i.forEach((c,u)=>{let d=c===0&&o[u]!==0&&tr(e,o[u]);(a[u]!==0||d&&!this.steps.isFinal(n))&&l.push({unit:u,value:c,final:o[u]})}),l.sort((c,u)=>Math.abs(u.value)-Math.abs(c.value)||Math.abs(u.final)-Math.abs(c.final)||c.unit-u.unit),l.slice(0,r)}reach(e){let n=Number(e&&this.pieces);return this.#t[n]??=this.#r(e),this.#t[n]}#r(e){let n={low:0,high:0},r=this.units(e);for(let o=0;o<=this.steps.count+1;o++){let i=this.steps.isFinal(o);for(let a of i?r.final:r.sums(this.steps.running(o)))a<n.low&&(n.low=a),a>n.high&&(n.high=a)}return n}buildUp(e,n){let{from:r,to:o}=this.units(e).list[n],{weights:i,signed:a,signedScale:l}=this.figure.steps,c=this.figure.tokens.length,u=i.reduce((m,g)=>m+g,0),[d,p]=[0,0],h=i.map((m,g)=>{d+=m;for(let f=r;f<o;f++)p+=m*l[g]*a[g*c+f];return[d/u,p]});return[[0,0],...h.slice(0,-1),[1,this.units(e).final[n]]]}};function tr({textPolarity:t},e){return t==="both"?!0:t==="positive"?e>0:e<0}function nr(t){return Math.max(0,...t.map(e=>e.units(!0).scale))}var jo=Math.sqrt(.052500000000000005)-.05,Ko=[0,0,0],qo=[255,255,255],Rt=.05,Go=.3,Yo=.12;function Xo(t,e){let n=Math.min(Math.abs(t),1),r=t>=0?e.tokenPositive:e.tokenNegative;return rr(e.tokenNeutral,r,n)}function Jo(t){return Qo(t)>jo?Ko:qo}function Ye(t,e,n){let r=Math.min(Math.abs(t),1);if(!(r>Rt))return null;let o=Math.min(1,(r-Rt)/(Go-Rt)),i=rr(n,Xo(t,e),o);return{strength:r,background:i,text:o<Yo?null:Jo(i)}}function rr(t,e,n){let[r,o,i]=t.map((a,l)=>Math.round(a+n*(e[l]-a)));return[r,o,i]}function Qo(t){let[e,n,r]=t.map(o=>{let i=o/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*r}var ir=8,or=2;function ar(t,e,n,r){if(t.hidden=e.scrollHeight<=e.clientHeight+4,t.hidden)return;t.height=e.clientHeight,t.style.height=`${t.height}px`;let o=t.getContext("2d");if(!o)return;let i=r.flatMap((a,l)=>a?[{...a,place:n[l]}]:[]);for(let{background:a,place:l}of i.sort((c,u)=>c.strength-u.strength))o.fillStyle=K(a),o.fillRect(0,Math.round(l*(t.height-or)),ir,or)}function sr(t){let e=n=>{let r=t.box.current;if(n.buttons!==1||!r)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let{top:o,height:i}=n.currentTarget.getBoundingClientRect();r.scrollTop=(n.clientY-o)/i*r.scrollHeight-r.clientHeight/2};return s("canvas",{ref:t.canvas,class:"strip","data-testid":"strip",role:"img","aria-label":"Where in the whole text the colours lie",title:"Where in the whole text the colours lie; press to go there",width:ir,hidden:!0,onPointerDown:e,onPointerMove:e})}var Xe=class{#e;#t;#n;#r;#o;constructor(e){this.#e=e,this.#t=[...e.querySelectorAll("[data-unit]")],this.#n=this.#t.map(()=>"?"),this.#o={chosen:void 0,hovered:void 0};for(let n of this.#t)delete n.dataset.chosen,delete n.dataset.hovered}places(e){if(this.#r?.width!==e){let n=this.#e.scrollHeight||1,r=this.#t.map(o=>o.offsetTop/n);this.#r={width:e,tops:r}}return this.#r.tops}paint(e){this.#t.forEach((n,r)=>{let o=e[r],i=o?`${o.background},${o.text}`:"";i!==this.#n[r]&&(this.#n[r]=i,n.style.backgroundColor=o?K(o.background):"",n.style.color=o?.text?K(o.text):"")})}mark(e,n){this.#i("chosen",this.#t[e]),this.#i("hovered",this.#t[n])}#i(e,n){let r=this.#o[e];r!==n&&(r&&delete r.dataset[e],n&&(n.dataset[e]="true"),this.#o[e]=n)}show(e){let[n,r]=[this.#e,this.#t[e]].map(i=>i?.getBoundingClientRect());if(!n||!r||n.height===0)return;let o=24;r.top<n.top+o?this.#e.scrollTop-=n.top+o-r.top:r.bottom>n.bottom-o&&(this.#e.scrollTop+=r.bottom-n.bottom+o)}moved(e,n){let r=this.#t.length-1,{key:o}=n;if(n.ctrlKey||n.metaKey||n.altKey)return;if(o==="Escape")return e>=0?null:void 0;if(o==="Home")return 0;if(o==="End")return r;if(!/^Arrow/.test(o))return;if(e<0)return 0;if(o==="ArrowUp"||o==="ArrowDown")return this.#s(e,o==="ArrowDown");let i=o==="ArrowRight"!==this.#a(e),a=n.shiftKey?10:1;return Math.max(0,Math.min(r,e+(i?a:-a)))}#a(e){let n=this.#t[e]?.closest(".written");return n!==null&&getComputedStyle(n).direction==="rtl"}#s(e,n){let r=this.#t[e].getBoundingClientRect(),o=(r.left+r.right)/2,i=n?1:-1,a=e,l,c=Number.POSITIVE_INFINITY;for(let u=e+i;this.#t[u];u+=i){let d=this.#t[u].getBoundingClientRect();if(!(n?d.top>=r.bottom-2:d.bottom<=r.top+2))continue;if(l??=d.top,Math.abs(d.top-l)>d.height/2)break;let h=Math.abs((d.left+d.right)/2-o);h<c&&([c,a]=[h,u])}return a}};function Ct(t,e,n,r,o=t.scale(e)){let i=E[e.palette],a=t.drawn(e,n);return Array.from(a,l=>o>0?Ye(l/o,i,r):null)}function cr(t){let{scene:e,units:n,stage:r,view:o,paper:i,set:a}=t,l=z(null),c=z(null),u=z(null),d=n.of(o.token),p=n.of(o.hover),h=F(()=>Zo(e,n),[e,n]);O(()=>{l.current&&(c.current=new Xe(l.current))},[h]);let{palette:m,textPolarity:g,certain:f,textPin:y}=o,b=[h,r,m,g,f,y,String(i)],x=F(()=>Ct(e,o,r,i),b);O(()=>c.current?.paint(x),[x]),O(()=>{l.current&&c.current&&u.current&&ar(u.current,l.current,c.current.places(t.width),x)},[x,t.width]),O(()=>c.current?.mark(d,p),[h,d,p]),O(()=>{d>=0&&c.current?.show(d)},[h,d]);let P=S=>n.list[S]?.from??null,v=S=>{let w=lr(S);w!==p&&a({hover:P(w)})},_=S=>{let w=c.current?.moved(d,S);w!==void 0&&(S.preventDefault(),S.stopPropagation(),a({token:w===null?null:P(w)}))};return s("div",{class:"text",children:[s("div",{class:"sheet",children:[s("section",{ref:l,class:"words",tabIndex:0,"data-testid":"text","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single words.`,onPointerMove:v,onPointerDown:v,onPointerLeave:()=>o.hover!==null&&a({hover:null}),onClick:S=>{let w=lr(S);a({token:w===d?null:P(w)})},onKeyDown:_,children:h}),s(sr,{canvas:u,box:l})]}),s(ei,{scene:e,units:n,stage:r,view:o,silence:t.silence})]})}function lr(t){let e=t.target?.closest?.("[data-unit]");return e?Number(e.getAttribute("data-unit")):-1}function Zo(t,e){let{list:n}=e,r=n.flatMap((o,i)=>i===0||o.segment!==n[i-1].segment?[i]:[]);return r.map((o,i)=>{let a=r[i+1]??n.length,l=a===n.length;return s("div",{class:"segment",children:[r.length>1&&s("p",{class:"part muted",children:["text ",L(n[o].segment+1)]}),s("div",{class:"written",dir:"auto",children:[n.slice(o,a).map((c,u)=>s(Nt,{unit:c,index:o+u},o+u)),l&&t.figure.after]})]},o)})}function Nt(t){let{unit:e,index:n}=t,r=e.special?"bdi":"span",o=`unit${e.special?" special":""}${e.about?" about":""}`,i=t.tone&&{backgroundColor:K(t.tone.background),...t.tone.text&&{color:K(t.tone.text)}};return s($,{children:[e.before,s(r,{class:o,"data-unit":n,...i?{style:i}:{},children:e.text})]})}function ei(t){let{scene:e,units:n,stage:r,view:o}=t,i=n.of(o.hover),a=i>=0?i:n.of(o.token);if(a<0)return s("p",{class:"readout muted","data-testid":"readout",children:[t.silence||"Point at a word, or use arrow keys, to read it.",e.figure.about.length>0&&s("span",{children:"Underlined: what the output speaks of."})]});let{figure:l}=e,c=e.read(o,a,r),u=c.error!==null,d=u?` ± ${R(c.error)}`:"",p=l.score-l.baseline_score,h=n.list[a];return s("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[s("bdi",{class:"clip",dir:"auto",title:h.text,children:h.text}),s("span",{title:`Attribution: the step gradients of the embedding, added up${u?", ± one standard error":""}`,children:`${A(c.value)}${d}`}),ee(l)?s("span",{title:"Share of the sum of all absolute attributions",children:[j(c.share)," of total"]}):s("span",{title:"Its part of F(x) − F(x′), the score of the input less that of the baseline",children:[j(c.value/p)," of the change"]}),s("span",{title:`Rank by size, whatever the sign, of ${L(c.of)} boxes`,children:["rank ",L(c.rank)," of ",L(c.of)]}),h.special&&s("span",{class:"muted",children:"special token"}),h.about&&s("span",{class:"muted",children:"what the output speaks of"})]})}var ti=420;function It(t){let e=t.flatMap(({scene:r})=>r??[]),n=e.filter(r=>r.kind==="tokens");return n.length>0&&n.length===e.length?nr(n):null}function ur(t){let{entries:e,view:n}=t,r=F(()=>It(e),[e]);return s("nav",{class:"gallery","aria-label":"Explanations to choose from",children:[t.title&&s("h1",{class:"clip",children:t.title}),s("div",{class:r===null?"index":"index texts",children:e.map((o,i)=>s(ni,{entry:o,index:i,current:i===n.entry,scale:r,palette:n.palette,paper:t.paper,pick:t.pick},String(i)))}),r!==null&&r>0&&s("p",{class:"one-scale muted number","data-testid":"one-scale",children:["All on one scale: full colour is ±",R(r),"."]})]})}function ni(t){let{index:e}=t,{scene:n}=t.entry,r=n?.figure,o=r?r.target.label:"unreadable",i=r?.title||`${r?.kind==="tokens"?"text":"picture"} ${e+1}`,a=r&&ge(r)?.leans?", from a baseline that leans":"";return s("button",{type:"button",class:n?.kind==="tokens"?"text-tile":"",...T(`entry-${e}`,`${i}: ${o}`,`${i}: ${o}${a}`),"aria-current":t.current?"true":void 0,onClick:()=>t.pick(e),children:[n?.kind==="image"&&s(oi,{scene:n,index:e}),n?.kind==="tokens"&&s(ii,{...t,scene:n}),s("span",{class:"clip",children:o}),r&&s("span",{class:"number muted",children:C(r.score,r.output)})]})}function ri(t){let e=te();return t.picture(e,t.stage(e.alpha))}function oi(t){let{scene:e,index:n}=t,r=F(()=>ri(e),[e]),{width:o,height:i}=e.figure;return s(ae,{id:`thumb-${n}`,label:"",pixels:r,width:o,height:i})}function ii(t){let{scene:e,index:n,palette:r,paper:o,scale:i}=t,a=F(()=>{let l={...te(),palette:r},{list:c}=e.units(l.words),u=Ct(e,l,e.steps.stage(1),o,i??e.scale(l)),d=0,p=c.findIndex(h=>(d+=h.before.length+h.text.length,d>ti));return c.slice(0,p<0?c.length:p).map((h,m)=>s(Nt,{unit:h,index:m,tone:u[m]??null},String(h.from)))},[e,r,String(o),i]);return s("span",{class:"page","data-testid":`thumb-${n}`,children:s("span",{class:"sentence",dir:"auto",children:a})})}var pr=8;function dr(t){let{scene:e,units:n,stage:r,view:o,set:i}=t,a=z(null),l=e.strongest(o,r,pr),{low:c,high:u}=e.reach(o.words),d=u-c||1,p=v=>`${100*(v-c)/d}%`,h=e.steps.isFinal(r),m=n.of(o.token),g=n.of(o.hover),f=o.words?"word":"token",y=Math.max(0,l.findIndex(v=>v.unit===m)),b=v=>{let _={ArrowDown:1,ArrowUp:-1}[v.key];if(!_||!a.current)return;let S=[...a.current.querySelectorAll("button")],w=S.indexOf(v.target),D=S[w+_];v.preventDefault(),v.stopPropagation(),D?.focus()},x=(v,_)=>{let{unit:S,value:w}=v,{text:D,from:q,special:he}=n.list[S],I=`${A(w)}${h?"":`, in the end ${A(v.final)}`}`,X=[w<0?"down":"up",he&&"special",S===g&&"hovered"];return s("li",{children:s("button",{type:"button",class:X.filter(Boolean).join(" "),...T(`bar-${_}`,`${D}: ${I}`,`${D}: ${I}`),"aria-pressed":S===m,tabIndex:_===y?0:-1,onPointerEnter:()=>i({hover:q}),onPointerLeave:()=>i({hover:null}),onClick:()=>i({token:S===m?null:q}),children:[s("bdi",{class:"clip",dir:"auto",children:D}),s("span",{class:"track",children:[s("span",{class:"sum",style:{left:p(Math.min(w,0)),width:`${100*Math.abs(w)/d}%`}}),s("span",{class:"origin",style:{left:p(0)}}),!h&&s("span",{class:"end",style:{left:p(v.final)}})]}),s("span",{class:"number",children:A(w)})]})},q)},P=fn(e.figure,o.alpha);return s("section",{class:"bars","aria-label":`The strongest ${f}s`,"data-testid":"bars",children:[s("p",{class:"caption",children:[s(U,{tip:`The ${f}s with the largest attribution gathered from the baseline up to α${h?"":"; the thin mark is where each ends"}`,children:["strongest ",f,"s"]}),s("span",{class:"muted number",children:h?"":`up to α ${V(o.alpha)}`})]}),s("ul",{ref:a,style:{"--rows":Math.min(pr,n.list.length)},onKeyDown:b,children:l.map(x)}),s("p",{class:"total number","data-testid":"total",title:P.tip,children:[s("span",{class:"muted",children:["sum of all ",L(n.list.length)]}),s("span",{children:P.text})]})]})}var ai=t=>`Show only what is certain: ${t} whose attribution is more than twice its standard error`;function mr(t){let{scene:e,view:n,set:r,host:o,status:i,paper:a}=t,{figure:l}=e,c=e.steps.stage(n.alpha),u=e.units(n.words),d=n.words?"words":"tokens",p=u.of(n.token),h=yt(n,e),m=`Attribution of each word for ${l.target.label}. ${h}`,g=p<0?null:{name:u.list[p].text,points:e.buildUp(n.words,p)},f={view:n,set:r};return s($,{children:[s(Be,{figure:l,host:o,width:t.width}),s("main",{class:sn(l,t.width)?"text-beside":"text-above",children:[s(cr,{scene:e,units:u,stage:c,paper:a,label:m,width:t.width,...f,silence:vn(n,e,c)}),s(We,{figure:l,status:i,host:o,buildUp:g,...f,children:s(dr,{scene:e,units:u,stage:c,...f})})]}),s("div",{class:"controls",children:[s(Tt,{value:n.textPolarity,onPick:y=>r({textPolarity:y})}),e.pieces&&s(ie,{id:"words",label:"whole words",tip:"The pieces of a word are added up and shown as one; without this, token by token",on:n.words,onPick:y=>r({words:y})}),l.error&&s(Pt,{tip:ai(d),...f}),s("div",{class:"colours",children:[s(si,{scene:e,paper:a,...f}),s(At,{...f})]})]}),s(ze,{figure:l,host:o,status:i,...f,legend:{text:h,tip:oe(n,"tokens")},download:{name:"Download the values",tip:`Download the values of these ${d} as a table (CSV)`,run:()=>Un(e,n.words)}})]})}var hr=8;function si(t){let{scene:e,view:n,paper:r,set:o}=t,i=E[n.palette],a=e.scale(n),l={positive:"negative",negative:"positive",both:""}[n.textPolarity],c=Array.from({length:2*hr+1},(u,d)=>{let p=d/hr-1;return(l===(p<0?"negative":"positive")?null:Ye(p,i,r)?.background)??r});return s(Oe,{stops:c,end:a,tip:`Attribution in the unit of the score (${e.figure.output}); values beyond an end have its colour`,pinned:n.textPin!==null,others:"other classes and texts",onPin:u=>o({textPin:u?n.shared??a:null})})}function fr(t){let{scene:e,status:n,gallery:r,view:o}=t,i=t.error||(n.state==="failed"?n.message:"");return s("div",{class:"view","data-state":n.state,children:[s(ui,{status:n}),r&&s(ur,{...r,view:o,paper:t.paper,pick:t.pick}),i&&s("p",{class:"message",role:"alert","data-testid":"message",children:i}),!i&&n.state==="stopped"&&s("p",{class:"message quiet-message",role:"status","data-testid":"message",children:n.message||"Stopped: this is the best so far."}),s("p",{class:"spoken",role:"status","aria-live":"polite","data-testid":"announce",children:e?kn(e.figure,n):""}),e?s(li,{...t,scene:e},r&&o.entry):s(ci,{...t})]})}function li({scene:t,...e}){return t.kind==="image"?s(Xn,{...e,scene:t}):s(mr,{...e,scene:t})}function ci(t){let{host:e,status:n}=t;if(t.error!==""||n.state==="failed")return null;let o=n.state==="computing";return s("div",{class:"waiting","data-testid":"waiting",style:{"--picture":`${$e(t.width)}px`},children:[s("p",{class:"muted",children:o?"Computing the first picture.":"No picture yet."}),e&&o&&s(Et,{host:e})]})}function ui(t){let{state:e,fraction:n}=t.status,r=Number.isFinite(n)?Math.max(0,Math.min(1,n)):0;return s("div",{class:`progress${e==="computing"?" busy":""}`,"data-testid":"progress",role:"progressbar","aria-label":"Computing","aria-valuemin":0,"aria-valuemax":100,"aria-valuenow":Math.round(100*r),"aria-hidden":e!=="computing",children:s("div",{style:{transform:`scaleX(${Math.max(r,.02)})`}})})}var Je=`:host {
  all: initial;
  display: block;
}

/* Two greys and one accent, all made from the host's ink and paper. */
.igviz,
.report {
  --bg: var(--jp-layout-color0, #fff);
  --ink: var(--jp-ui-font-color0, #1c1e21);
  --accent: var(--jp-brand-color1, #1967c8);
  --raised: var(--bg);
  --amber: #8f5600;
  --up: #178236;
  --down: #c6302b;
  --muted: color-mix(in srgb, var(--ink) 68%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 16%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 6%, var(--bg));
  color-scheme: light;
  box-sizing: border-box;
  background: var(--bg);
  color: var(--ink);
  font: 13px / 1.45 var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
  -webkit-font-smoothing: antialiased;
  text-align: left;
}
[data-theme="dark"] {
  --bg: var(--jp-layout-color0, #15171a);
  --ink: var(--jp-ui-font-color0, #eceef0);
  --accent: color-mix(in srgb, var(--jp-brand-color1, #5c9df5) 62%, #fff);
  --raised: color-mix(in srgb, var(--ink) 20%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 22%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 10%, var(--bg));
  --amber: #f2b04a;
  --up: #46b866;
  --down: #f0716a;
  color-scheme: dark;
}
[data-palette="blue-orange"] {
  --up: #2170d8;
  --down: #b65c00;
}
[data-theme="dark"][data-palette="blue-orange"] {
  --up: #5b9dff;
  --down: #f59a30;
}

.igviz {
  container: igviz / inline-size;
  padding: 12px 16px 10px;
}
*,
*::before,
*::after {
  box-sizing: border-box;
}
p,
h1,
h2,
h3,
figure,
fieldset,
ul,
dl,
dd {
  margin: 0;
  padding: 0;
  border: 0;
}
button,
input,
select {
  font: inherit;
  color: inherit;
  margin: 0;
}
button {
  border: 0;
  background: none;
  padding: 0;
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
.muted {
  color: var(--muted);
}
.number {
  font-variant-numeric: tabular-nums;
}
.clip {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.term {
  border-bottom: 1px dotted color-mix(in srgb, currentColor 55%, transparent);
  cursor: help;
}
/* Said, not shown */
.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.unused {
  visibility: hidden;
}
.icon {
  width: 14px;
  height: 14px;
  fill: currentColor;
}

/* Frame */
.view {
  display: flow-root;
  position: relative;
  max-width: 1120px;
  margin: 0 auto;
}
.progress {
  position: absolute;
  inset: -12px -16px auto;
  height: 2px;
  overflow: hidden;
  opacity: 0;
}
.progress.busy {
  opacity: 1;
}
.progress > div {
  height: 100%;
  background: var(--accent);
  transform-origin: left;
}
.message {
  margin-bottom: 10px;
  padding-left: 10px;
  border-left: 3px solid var(--amber);
  overflow-wrap: anywhere;
}
.quiet-message {
  border-color: var(--line);
  color: var(--muted);
}

/* Header */
header {
  display: flex;
  align-items: last baseline;
  gap: 6px 20px;
  margin-bottom: 12px;
}
.claim {
  flex: 0 1 auto;
  min-width: 0;
  max-width: 60%;
}
.file {
  font-size: 12px;
  line-height: 1.3;
}
h2 {
  display: flex;
  gap: 9px;
  font-size: 21px;
  font-weight: 600;
  line-height: 26px;
  letter-spacing: -0.01em;
}
h2 .number {
  font-weight: 400;
}
.others {
  display: flex;
  flex: 1 1 0;
  align-items: center;
  gap: 2px 14px;
  min-width: 0;
}
.other {
  display: inline-flex;
  gap: 5px;
  min-width: 0;
  max-width: 190px;
  line-height: 24px;
}
button.other {
  border-radius: 4px;
}
button.other:hover .clip {
  text-decoration: underline;
  text-underline-offset: 3px;
}
.search,
select {
  height: 26px;
  padding: 0 8px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--bg);
}
.search {
  width: 116px;
}
.search::-webkit-calendar-picker-indicator {
  width: 0;
  margin: 0;
  padding: 0;
  opacity: 0;
}
.search::placeholder {
  color: var(--muted);
  opacity: 1;
}
.search:focus-visible,
select:focus-visible {
  outline-offset: 0;
  border-radius: 6px;
}
select {
  max-width: 130px;
  padding: 0 2px 0 5px;
}
.baseline {
  display: flex;
  flex: none;
  align-items: center;
  gap: 7px;
  max-width: 45%;
  min-height: 26px;
  margin-left: auto;
}
.baseline > :first-child {
  color: var(--muted);
}
.says.leans {
  color: var(--amber);
  font-weight: 600;
}

/* Picture and path side by side */
main {
  display: grid;
  grid-template-columns: var(--picture) minmax(0, 1fr);
  gap: 14px 28px;
}
.picture {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.frame {
  position: relative;
  max-width: 100%;
  background: var(--soft);
}
.frame canvas {
  display: block;
  cursor: crosshair;
  touch-action: pan-y;
}
.frame canvas:focus-visible {
  border-radius: 0;
}
.silence {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding: 16px;
  pointer-events: none;
  text-align: center;
  text-wrap: balance;
}
.silence span {
  padding: 6px 10px;
  border-radius: 6px;
  background: var(--bg);
}
canvas.sharp {
  image-rendering: pixelated;
}
.crosshair {
  position: absolute;
  border: 1.5px solid #fff;
  outline: 1.5px solid #000;
  border-radius: 2px;
  pointer-events: none;
}
.readout {
  display: flex;
  gap: 2px 14px;
  height: 20px;
  margin-top: 6px;
  overflow: hidden;
  font-size: 12px;
  line-height: 20px;
  white-space: nowrap;
}

/* Text and path: a short text stands above, a long one beside */
main.text-above {
  grid-template-columns: minmax(0, 1fr);
}
main.text-beside {
  grid-template-columns: minmax(0, 47fr) minmax(0, 53fr);
}
.text {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.sheet {
  display: flex;
  gap: 6px;
  margin-left: -8px;
}
.strip {
  flex: none;
  width: 8px;
  border-radius: 2px;
  background: var(--soft);
  cursor: pointer;
  touch-action: none;
}
.words {
  flex: 1;
  position: relative;
  min-width: 0;
  max-height: 560px;
  padding: 3px 8px;
  overflow: auto;
  overflow-wrap: anywhere;
  font-size: 16px;
  line-height: 1.8;
  scrollbar-width: thin;
  scrollbar-color: var(--line) transparent;
}
.text-above .words {
  font-size: 20px;
}
.words:focus-visible {
  outline-offset: -2px;
}
.written {
  white-space: pre-wrap;
  unicode-bidi: plaintext;
  text-align: start;
}
.part {
  font-size: 12px;
  line-height: 18px;
}
.segment + .segment {
  margin-top: 8px;
}
/* No margin, border or padding along the line: joined letters stay joined across boxes. */
.unit {
  padding-block: 0.14em;
  border-radius: 0.2em;
  box-decoration-break: clone;
  -webkit-box-decoration-break: clone;
}
.words .unit {
  cursor: pointer;
}
.unit.about {
  text-decoration: underline;
  text-decoration-thickness: 2px;
  text-underline-offset: 0.2em;
}
/* Not part of the text, so that space around it does no harm. */
.unit.special {
  margin-inline: 0.25em;
  padding: 0.08em 0.35em;
  outline: 1px dashed color-mix(in srgb, var(--ink) 45%, var(--bg));
  outline-offset: -1px;
  color: var(--muted);
  font-size: 0.7em;
  vertical-align: 0.1em;
}
.written > .special:first-child {
  margin-inline-start: 0;
}
.unit[data-hovered] {
  box-shadow:
    0 0 0 1px var(--bg),
    0 0 0 2.5px color-mix(in srgb, var(--ink) 55%, var(--bg));
}
.unit[data-chosen] {
  box-shadow:
    0 0 0 1px var(--bg),
    0 0 0 3px var(--ink);
}
.text .readout {
  flex: none;
}
.text .readout .clip {
  max-width: 40%;
  font-weight: 600;
}

/* The strongest words */
.bars {
  grid-area: moments;
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.bars .caption {
  margin: 0 0 4px;
}
.bars ul {
  /* As many rows as there may be, so that nothing below moves along α. */
  min-height: calc(24px * var(--rows));
  list-style: none;
}
.bars button {
  display: grid;
  grid-template-columns: minmax(0, 112px) minmax(0, 1fr) 66px;
  gap: 10px;
  align-items: center;
  width: calc(100% + 12px);
  height: 24px;
  padding: 0 6px;
  margin: 0 -6px;
  border-radius: 0 5px 5px 0;
}
.bars button.hovered {
  background: var(--soft);
}
.bars button[aria-pressed="true"] {
  background: var(--soft);
  box-shadow: inset 2px 0 var(--ink);
}
.bars .clip {
  text-align: right;
}
.bars .special .clip {
  color: var(--muted);
  font-size: 12px;
}
.bars .number:last-child {
  text-align: right;
}
.track {
  position: relative;
  align-self: stretch;
}
.track > span {
  position: absolute;
}
.track .sum {
  inset-block: 6px;
  background: var(--up);
  border-radius: 1px;
}
.down .track .sum {
  background: var(--down);
}
.track .origin {
  inset-block: 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, var(--bg));
}
.track .end {
  inset-block: 4px;
  width: 2px;
  margin-left: -1px;
  background: color-mix(in srgb, var(--ink) 60%, var(--bg));
}
.total {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 14px;
  margin-top: 6px;
  padding-top: 5px;
  border-top: 1px solid var(--line);
  font-size: 12px;
}
.text-above .path {
  grid-template:
    "none caption caption bars" auto
    "ticks score none2 bars" minmax(120px, 1fr)
    "name share none3 bars" 64px
    "label alpha play bars" auto
    "none4 ends none5 bars" auto / 60px minmax(0, 1fr) 32px minmax(300px, 44%);
}
.text-above .bars {
  grid-area: bars;
  margin-left: 22px;
}
.text-above .ends {
  margin-bottom: 0;
}

/* Path: names, plot, button share three columns, so that everything lines up along α */
.path {
  display: grid;
  grid-template: auto minmax(110px, 1fr) 54px auto auto auto / 60px minmax(0, 1fr) 32px;
  grid-template-areas:
    "none caption caption"
    "ticks score none2"
    "name share none3"
    "label alpha play"
    "none4 ends none5"
    "moments moments moments";
  min-width: 0;
}
.caption {
  grid-area: caption;
  display: flex;
  justify-content: space-between;
  margin: 0 40px 4px 8px;
}
.plot {
  position: relative;
  grid-column: 2;
  margin: 0 8px;
  touch-action: pan-y;
  cursor: pointer;
}
.score-chart {
  grid-row: 2;
}
.share-chart {
  grid-row: 3;
  margin-top: 10px;
}
.plot svg {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
}
.rule {
  stroke: var(--line);
  stroke-width: 1;
  vector-effect: non-scaling-stroke;
}
polyline.score {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
  vector-effect: non-scaling-stroke;
}
polyline.growth {
  fill: none;
  stroke: var(--up);
  stroke-width: 1.25;
  stroke-dasharray: 4 3;
  vector-effect: non-scaling-stroke;
}
polyline.growth.down {
  stroke: var(--down);
}
/* Half way up: both lines begin at the top or at the bottom */
.grows {
  position: absolute;
  top: 50%;
  left: 4px;
  transform: translateY(-50%);
  display: flex;
  gap: 6px;
  max-width: 60%;
  padding: 0 4px;
  background: color-mix(in srgb, var(--bg) 82%, transparent);
  color: var(--up);
  font-size: 12px;
  line-height: 18px;
  white-space: nowrap;
}
.grows.down {
  color: var(--down);
}
.score.ahead {
  stroke: color-mix(in srgb, var(--accent) 38%, var(--bg));
}
.dot {
  position: absolute;
  width: 9px;
  height: 9px;
  margin: 0 0 -4.5px -4.5px;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
  pointer-events: none;
}
.now {
  position: absolute;
  inset: 0 auto 0 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, transparent);
  pointer-events: none;
}
.saturated {
  container: saturated / inline-size;
  position: absolute;
  inset: 0 0 0 auto;
  display: flex;
  align-items: flex-end;
  justify-content: flex-end;
  background: repeating-linear-gradient(
    -45deg,
    color-mix(in srgb, var(--ink) 9%, transparent) 0 1px,
    transparent 1px 6px
  );
}
.saturated.top {
  align-items: flex-start;
}
.saturated span {
  margin: 7px;
  padding: 0 4px;
  background: var(--bg);
  color: var(--muted);
  font-size: 12px;
  white-space: nowrap;
}
@container saturated (width < 240px) {
  .saturated .why {
    display: none;
  }
}
@container saturated (width < 80px) {
  .saturated span {
    display: none;
  }
}
.ticks {
  position: relative;
  grid-area: 2 / 1;
  font-size: 12px;
}
.ticks.share {
  grid-row: 3;
  margin-top: 10px;
}
.ticks > span {
  position: absolute;
  right: 6px;
  transform: translateY(50%);
  line-height: 16px;
  white-space: nowrap;
}
.ticks > .name {
  bottom: 50%;
}
.bar {
  position: absolute;
  min-height: 1px;
  background: var(--up);
  background-clip: content-box;
  padding-right: 1.5px;
}
.bar.down {
  background-color: var(--down);
}
.bar.ahead {
  opacity: 0.32;
}
.zero {
  position: absolute;
  inset: auto 0 0;
  height: 1px;
  background: var(--line);
  pointer-events: none;
}
.ticks.alpha-label {
  grid-area: label;
  color: var(--ink);
  font-size: 13px;
}
.path input.alpha {
  grid-area: alpha;
  height: 32px;
}
.path > .round {
  grid-area: play;
}
.ends {
  grid-area: ends;
  display: flex;
  justify-content: space-between;
  margin: -7px 8px 10px;
  font-size: 12px;
}
.moments {
  grid-area: moments;
  display: grid;
  grid-template-columns: repeat(3, minmax(0, clamp(130px, 200px * var(--aspect), 200px)));
  gap: 12px;
}
.moments canvas {
  display: block;
  width: 100%;
  max-height: 200px;
  object-fit: contain;
  object-position: left top;
}
.moments figcaption {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 8px;
  margin-top: 4px;
  font-size: 12px;
  line-height: 18px;
}

/* Controls */
.controls {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 14px;
  margin-top: 12px;
}
.shades {
  display: flex;
  flex: 1 1 500px;
  align-items: center;
  justify-content: flex-end;
  gap: 8px 18px;
}
.colours {
  display: flex;
  align-items: center;
  gap: 14px;
  margin-left: auto;
}
.segments {
  display: flex;
  padding: 2px;
  border-radius: 7px;
  background: var(--soft);
}
.segments button {
  min-width: 30px;
  height: 26px;
  padding: 0 9px;
  border-radius: 5px;
  color: var(--muted);
  white-space: nowrap;
}
.segments button:hover {
  color: var(--ink);
}
.segments button[aria-pressed="true"] {
  background: var(--raised);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line);
}
.slider {
  display: flex;
  flex: 1 1 auto;
  align-items: center;
  gap: 8px;
  max-width: 220px;
}
.slider input {
  flex: 1 1 60px;
  width: 60px;
  min-width: 50px;
}
.slider output {
  min-width: 30px;
}
input[type="range"] {
  appearance: none;
  width: 100%;
  height: 24px;
  background: none;
  cursor: pointer;
}
input[type="range"]::-webkit-slider-runnable-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-webkit-slider-thumb {
  appearance: none;
  width: 16px;
  height: 16px;
  margin-top: -6.5px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
}
input[type="range"]:focus-visible {
  outline: none;
}
input[type="range"]:focus-visible::-webkit-slider-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]:focus-visible::-moz-range-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]::-moz-range-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-moz-range-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
}
.palette {
  display: flex;
  gap: 2px;
  padding: 4px;
  border-radius: 6px;
}
.palette:hover,
.round:hover {
  background: var(--soft);
}
.toggle {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 26px;
  color: var(--muted);
  white-space: nowrap;
}
.toggle:hover,
.toggle[aria-pressed="true"] {
  color: var(--ink);
}
.box {
  display: grid;
  place-items: center;
  width: 14px;
  height: 14px;
  border: 1px solid color-mix(in srgb, var(--ink) 55%, var(--bg));
  border-radius: 3px;
}
[aria-pressed="true"] > .box {
  border-color: var(--accent);
  background: var(--accent);
  color: var(--bg);
}
.box .icon {
  width: 12px;
  height: 12px;
}
.swatch {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 17px;
  height: 17px;
  border-radius: 4px;
  background: var(--up);
  color: #fff;
  font-size: 14px;
  font-weight: 600;
  line-height: 1;
}
.swatch.down {
  background: var(--down);
}
[data-theme="dark"] .swatch {
  color: #000;
}
[data-theme] .swatch.both {
  background: #e6e600;
  box-shadow: inset 0 0 0 1px var(--line);
  color: #000;
}
[data-palette="blue-orange"] .swatch.both {
  background: #fff;
}
.round {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
}
.quiet {
  border-bottom: 1px solid var(--line);
  color: var(--muted);
}
.quiet:hover {
  color: var(--ink);
}

/* Footer */
footer {
  margin-top: 8px;
}
.line {
  display: flex;
  gap: 22px;
}
.said {
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 22px;
  min-width: 0;
  min-height: 32px;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 6px;
}
.scale {
  display: flex;
  align-items: center;
  gap: 14px;
}
.colour-bar {
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  width: 172px;
  font-size: 12px;
  line-height: 15px;
}
.colour-bar > :last-child {
  text-align: right;
}
.ramp {
  grid-column: 1 / -1;
  height: 9px;
  margin: 1px;
  border-radius: 2px;
  box-shadow: 0 0 0 1px var(--line);
}
.badge {
  display: flex;
  flex-wrap: wrap;
  gap: 0 7px;
  margin-left: auto;
}
.badge > span + span::before {
  content: "·";
  margin-right: 7px;
  color: var(--muted);
}
.badge.open {
  flex: 1 0 100%;
  margin-left: 0;
}
.badge.open .error {
  color: var(--amber);
  font-weight: 600;
}
.tools {
  display: flex;
  margin-right: -8px;
}
.notes {
  margin-top: 4px;
  font-size: 12px;
  list-style: none;
}
.notes li {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.provenance {
  margin-top: 4px;
  font-size: 12px;
}
summary {
  width: fit-content;
  cursor: pointer;
}
dl {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
  gap: 2px 20px;
  margin-top: 4px;
}
dl > div {
  display: flex;
  gap: 8px;
  min-width: 0;
}
dt {
  flex: none;
}
dt::after {
  content: ":";
}
dd {
  min-width: 0;
  max-height: 80px;
  overflow: auto;
  color: var(--ink);
  overflow-wrap: anywhere;
}
.help {
  display: grid;
  gap: 8px;
  margin: 8px 0;
  padding: 14px 18px 12px;
  border-radius: 8px;
  background: var(--soft);
}
.answer {
  columns: 2 40ch;
  column-gap: 36px;
}
.answer p {
  margin-bottom: 8px;
  break-inside: avoid;
}
.help h3 {
  font-size: 15px;
}
.help .clip {
  display: inline-block;
  max-width: 100%;
  vertical-align: bottom;
}
.help button {
  justify-self: end;
}

/* Before the first picture */
.waiting {
  display: grid;
  place-content: center;
  place-items: center;
  gap: 8px;
  /* Between the heights of a picture and of a short text: which it will be is not known yet. */
  height: min(var(--picture), 360px);
  margin: 46px 0 134px;
  background: var(--soft);
}

/* Report */
.report {
  min-height: 100vh;
  padding: 20px 12px;
}
h1 {
  font-size: 15px;
  font-weight: 600;
}
.index {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
  gap: 8px;
  margin: 10px -6px 8px;
}
.index button {
  display: grid;
  justify-items: start;
  min-width: 0;
  padding: 6px;
  border-radius: 8px;
  font-size: 12px;
  line-height: 17px;
  text-align: left;
}
.index button:hover {
  background: var(--soft);
}
.index button[aria-current] {
  background: var(--soft);
  box-shadow: inset 0 -2px var(--accent);
}
.index canvas {
  width: 100%;
  aspect-ratio: 1;
  object-fit: cover;
  margin-bottom: 4px;
}
.index .clip {
  max-width: 100%;
}
.gallery {
  margin-bottom: 24px;
}
.sentence {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  text-align: start;
}
/* Among thumbnails a text is a small page */
.index:not(.texts) .page {
  display: block;
  width: 100%;
  aspect-ratio: 1;
  margin-bottom: 4px;
  padding: 5px 7px;
  box-shadow: inset 0 0 0 1px var(--line);
}
.index:not(.texts) .sentence {
  -webkit-line-clamp: 5;
  font-size: 11px;
  line-height: 1.5;
}
.index.texts {
  grid-template-columns: fit-content(150px) auto minmax(0, 1fr);
  gap: 0 14px;
  margin-bottom: 6px;
}
.index.texts button {
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;
  grid-template-areas: "label score sentence";
  align-items: baseline;
  padding: 7px 6px 7px 8px;
  border-radius: 0 6px 6px 0;
  font-size: 13px;
  line-height: 25px;
}
.index.texts button[aria-current] {
  box-shadow: inset 2px 0 var(--accent);
}
.index.texts .page {
  grid-area: sentence;
  min-width: 0;
  width: 100%;
}
.index.texts .sentence {
  font-size: 15px;
}
.index.texts .clip {
  grid-area: label;
  font-weight: 600;
}
.index.texts .number {
  grid-area: score;
}
.one-scale {
  padding: 0 2px;
  font-size: 12px;
}
.generator {
  max-width: 1120px;
  margin: 16px auto 0;
  padding: 0 16px;
  box-sizing: content-box;
  font-size: 12px;
}

/* Narrow: one column, picture first (the same width as NARROW in layout.ts, less the padding) */
@container igviz (width < 1010px) {
  .shades {
    justify-content: flex-start;
  }
}
@container igviz (width < 700px) {
  header {
    flex-wrap: wrap;
  }
  .claim {
    flex-grow: 1;
  }
  .others {
    flex: 1 0 100%;
    flex-wrap: wrap;
    order: 1;
  }
  main {
    grid-template-columns: minmax(0, 1fr);
  }
  .frame {
    margin: 0 auto;
  }
  .readout {
    justify-content: center;
  }
  .path,
  .text-above .path {
    grid-template: auto 130px 54px auto auto auto / 60px minmax(0, 1fr) 32px;
    grid-template-areas:
      "none caption caption"
      "ticks score none2"
      "name share none3"
      "label alpha play"
      "none4 ends none5"
      "moments moments moments";
  }
  .bars,
  .text-above .bars {
    grid-area: moments;
    margin-left: 0;
  }
  .colours {
    margin-left: 0;
  }
  .text-above .ends {
    margin-bottom: 10px;
  }
  main.text-above,
  main.text-beside {
    grid-template-columns: minmax(0, 1fr);
  }
  .words,
  .text-above .words {
    max-height: 380px;
    font-size: 17px;
  }
  .text .readout {
    justify-content: flex-start;
  }
  .index.texts button {
    grid-template-columns: fit-content(70%) 1fr;
    grid-template-areas:
      "label score"
      "sentence sentence";
    gap: 0 8px;
  }
  .baseline {
    flex-wrap: wrap;
    max-width: 60%;
    margin-left: 0;
  }
  .says.muted {
    display: none;
  }
  .caption {
    grid-column: 1 / -1;
    margin: 0 0 4px;
  }
  .badge {
    margin-left: 0;
  }
  .badge.open .error {
    flex: 1 0 100%;
  }
  .badge.open .error + span::before {
    content: none;
  }
}
@container igviz (width < 460px) {
  .claim,
  .baseline {
    max-width: 100%;
  }
  .segments button {
    min-width: 28px;
    padding: 0 8px;
  }
  .shades {
    display: contents;
  }
  .slider {
    flex-basis: 100%;
    order: 1;
    max-width: none;
  }
  .slider .muted {
    width: 56px;
  }
  .readout {
    gap: 2px 10px;
    font-size: 11px;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .progress > div {
    transition: transform 0.2s linear;
  }
}
`;function pe(t=document){let{body:e,documentElement:n}=t,r=e.getAttribute("data-jp-theme-light");if(r!==null)return r==="false"?"dark":"light";let o=e.getAttribute("data-vscode-theme-kind");if(o!==null)return/light/.test(o)?"light":"dark";for(let i of[n,e]){let a=i.getAttribute("theme")??i.getAttribute("data-theme");if(a==="dark"||i.classList.contains("dark"))return"dark";if(a==="light"||i.classList.contains("light"))return"light"}return t.defaultView?.matchMedia?.("(prefers-color-scheme: dark)").matches?"dark":"light"}function Qe(t,e=document){let n=new MutationObserver(t),r=!0,o=["data-jp-theme-light","data-vscode-theme-kind","data-theme","theme","class"];for(let a of[e.body,e.documentElement])n.observe(a,{attributes:r,attributeFilter:o});let i=e.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");return i?.addEventListener("change",t),()=>{n.disconnect(),i?.removeEventListener("change",t)}}function gr(){return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches??!1}var di={light:[255,255,255],dark:[21,23,26]};function br(t){let e=t.shadowRoot??t.attachShadow({mode:"open"});t.dataset.lmSuppressShortcuts="true";let n=document.createElement("div");return n.className="igviz",n.dataset.testid="igviz",e.replaceChildren(n),Ht(e,Je),{root:n,shadow:e}}function Ht(t,e){try{let n=new CSSStyleSheet;n.replaceSync(e),t.adoptedStyleSheets=[n]}catch{let n=document.createElement("style");n.textContent=e,t.append(n)}}function xr(t){let e=getComputedStyle(t).backgroundColor,n=e.match(/-?[\d.]+/g)?.map(Number)??[],r=e.startsWith("color(")?255:1,[o,i,a,l=1]=n;return!/^(rgba?|color)\(/.test(e)||a===void 0||l===0?di[pe()]:[o*r,i*r,a*r]}function yr(t){let e=getComputedStyle(t),n=Number.parseFloat(e.paddingLeft)+Number.parseFloat(e.paddingRight);return Math.max(0,t.clientWidth-(n||0))||900}function wr(t){typeof requestAnimationFrame=="function"?requestAnimationFrame(t):setTimeout(t,0)}var hi=5e3,mi=.1,fi=700,Ze=class{#e;#t;#n;constructor(e,n){this.#e=e,this.#t=n}sync(){this.#e.playing?this.#n===void 0&&this.#r():this.stop()}stop(){clearInterval(this.#n),this.#n=void 0}#r(){let e=gr(),n=performance.now(),r=this.#e.alpha;this.#n=setInterval(()=>{let o=performance.now();r+=e?mi:Math.min(o-n,100)/hi,n=o;let i=Math.min(1,Math.round(100*r)/100);this.#t({alpha:i,playing:i<1})},e?fi:33)}};function vr({positive:t,negative:e},n){let r={positive:t.slice(),negative:e.slice()};for(let o=0;o<n.length;o++)Math.abs(t[o]-e[o])<2*n[o]&&(r.positive[o]=0,r.negative[o]=0);return r}function _r(t,e,n,{percentage:r=90,clean:o=!1}={}){let{mask:i,spare:a,regions:l}=gi(e,n);for(let c=0;c<i.length;c++)i[c]=t[c]>.001?1:0;return o&&bi(i,a,e),yi(i,l),wi(i,l,r),vi(i,e,n)}var et;function gi(t,e){if(et?.width!==t||et.height!==e){let n=t*e,r=new Ut(t,e);et={width:t,height:e,mask:new Uint8Array(n),spare:new Uint8Array(n),regions:r}}return et}function bi(t,e,n){for(let r of[1,0,0,1])xi(t,e,n,r)}function xi(t,e,n,r){let o=1-r;for(let a=0;a<t.length;a+=n){let l=a+n-1,c=0,u=t[a]^o;for(let d=a;d<l;d++){let p=t[d+1]^o;e[d]=c|u|p,c=u,u=p}e[l]=c|u}let i=t.length-n;for(let a=0;a<t.length;a++){let l=a<n?0:e[a-n],c=a<i?e[a+n]:0;t[a]=(l|e[a]|c)^o}}var Ut=class{#e;#t;from;to;#n;count=0;constructor(e,n){let r=n*(e+1>>1);this.#e=e,this.#t=n,this.from=new Int32Array(r),this.to=new Int32Array(r),this.#n=new Int32Array(r)}find(e,n,r){this.count=0;let o=0;for(let i=0;i<e.length;i+=this.#e){let a=this.count;this.#r(e,n,i),this.#o(o,a,r),o=a}}#r(e,n,r){let o=r+this.#e;for(let i=r;i<o;){if(e[i]!==n){i++;continue}let a=this.count++;for(this.from[a]=i;i<o&&e[i]===n;)i++;this.to[a]=i,this.#n[a]=a}}#o(e,n,r){let o=e,i=n;for(;o<n&&i<this.count;){let a=this.from[o]+this.#e,l=this.to[o]+this.#e;a<this.to[i]+r&&this.from[i]<l+r&&this.#i(o,i),l<this.to[i]?o++:i++}}#i(e,n){let r=this.regionOf(e),o=this.regionOf(n);this.#n[Math.max(r,o)]=Math.min(r,o)}regionOf(e){let n=this.#n,r=e;for(;n[r]!==r;)n[r]=n[n[r]],r=n[r];return r}atEdge(e){let[n,r]=[this.from[e],this.to[e]],o=this.#e*(this.#t-1);return n<this.#e||n>=o||n%this.#e===0||r%this.#e===0}};function yi(t,e){e.find(t,0,0);let n=new Set;for(let r=0;r<e.count;r++)e.atEdge(r)&&n.add(e.regionOf(r));for(let r=0;r<e.count;r++)n.has(e.regionOf(r))||t.fill(1,e.from[r],e.to[r])}function wi(t,e,n){e.find(t,1,1);let r=new Map,o=0;for(let c=0;c<e.count;c++){let u=e.to[c]-e.from[c],d=e.regionOf(c);r.set(d,(r.get(d)??0)+u),o+=u}let i=[...r].sort(([c,u],[d,p])=>p-u||c-d),a=new Set,l=0;for(let[c,u]of i.slice(0,3))if(a.add(c),l+=u,l>=n*o/100)break;for(let c=0;c<e.count;c++)a.has(e.regionOf(c))||t.fill(0,e.from[c],e.to[c])}function vi(t,e,n){let r=new Float32Array(t.length);for(let o=0,i=0;o<n;o++)for(let a=0;a<e;a++,i++){if(!t[i])continue;(a===0||o===0||a===e-1||o===n-1||!(t[i-1]&&t[i+1]&&t[i-e]&&t[i+e]))&&(r[i]=1)}return r}function tt(t){let e=new Uint8ClampedArray(4*t);for(let n=3;n<e.length;n+=4)e[n]=255;return e}function Lt(t){let e=tt(t.length/3);for(let n=0,r=0;r<e.length;n+=3,r+=4)e[r]=t[n],e[r+1]=t[n+1],e[r+2]=t[n+2];return e}function kr(t,e,n){let r=new Uint8Array(t.length);for(let o=0;o<r.length;o++)r[o]=e[o]+n*(t[o]-e[o])+.5;return r}function Vt(t,e,n=.5,r=.7){let o=tt(t.length/3),[i,a=i]=e;if(!i)return o;let l=i.strength,c=a.strength,[u,d,p]=i.channel.map(f=>f*n),[h,m,g]=a.channel.map(f=>a===i?0:f*n);for(let f=0,y=0,b=0;b<o.length;f++,y+=3,b+=4){let x=l[f],P=c[f];o[b]=r*t[y]+x*u+P*h,o[b+1]=r*t[y+1]+x*d+P*m,o[b+2]=r*t[y+2]+x*p+P*g}return o}function nt(t,e,n,r=1){let o=tt(t.length),i=n>0?1/n:0;for(let a=0,l=0,c=0;c<o.length;a++,l+=3,c+=4){let u=Math.min(Math.abs(t[a])*i,1),d=1-r*(1-u);o[c]=d*e[l],o[c+1]=d*e[l+1],o[c+2]=d*e[l+2]}return o}var Y=1024;function Sr(t,e){let n=new Float32Array(3*(2*Y+1));for(let r=-Y;r<=Y;r++){let o=r<0?e:t;n.set(_i(o,Math.abs(r)/Y),3*(r+Y))}return n}function _i(t,e){let n=e*(t.length-1),r=Math.min(Math.floor(n),t.length-2),o=n-r;return t[r].map((i,a)=>i+o*(t[r+1][a]-i))}function Tr(t,e,n,{kept:r="both",image:o,cover:i=1}={}){let a=tt(t.length),l=e>0?Y/e:0,c=r==="positive"?0:-Y,u=r==="negative"?0:Y,d=o?1-i:0,p=o??new Uint8Array(3*t.length),h=o?i:1;for(let m=0,g=0,f=0;f<a.length;m++,g+=3,f+=4){let b=3*(Math.round(Math.max(c,Math.min(u,t[m]*l)))+Y);a[f]=h*n[b]+d*p[g],a[f+1]=h*n[b+1]+d*p[g+1],a[f+2]=h*n[b+2]+d*p[g+2]}return a}var Si=95,Ti=.3,Pi=t=>1-.6*t,rt=class{kind="image";figure;steps;#e;#t=new Map;#n;#r;#o;#i;constructor(e){this.figure=e,this.steps=new Ke(e.steps,e.width*e.height),this.#e=new ot(e),this.#r=new we(this.#e.signed)}get signs(){return this.#e.signs}drawnSigns(e,n){return this.#l(e,n).signs}get signsMeet(){return this.#i??=this.figure.positive.some((e,n)=>e>0&&this.figure.negative[n]>0),this.#i}isFinal(e){return this.steps.isFinal(e)}stage(e){return this.steps.stage(e)}picture(e,n){let{image:r}=this.figure,o=e.strength[e.mode],i=this.#l(e,n);switch(e.mode){case"image":return Lt(r);case"window":{let a=this.#c(n).absoluteRanking.percentile(e.clip.window);return nt(i.absolute,r,a,o)}case"heat":{let a=this.heatScale(e,n),l={kept:e.polarity,image:r,cover:o};return Tr(i.signed,a,this.#s(e.palette),l)}default:{let a=this.#p(e,n);return Vt(r,a,o,Pi(o))}}}heatScale(e,n){return e.pin!==null?e.pin:this.#c(n).magnitudeRanking.percentile(e.clip.heat)}imageAt(e){return Lt(this.#a(e))}stepAt(e,n){if(e<0)return nt(this.figure.positive,this.figure.image,0);let r=n?this.steps.sharedScale:this.steps.ownScale(e),o=this.steps.level(e),i=o>0?r/o:0;return nt(this.steps.absolute(e),this.#a(this.steps.alpha(e)),i)}sumAt(e,n){let r=this.#p({...e,mode:"overlay",polarity:"both",certain:!1},n);return Vt(this.figure.image,r,1,Ti)}read(e,n,r){let o=n*this.figure.width+e,i=this.#u(r),{total:a}=i.absoluteRanking,l=i===this.#e?this.figure.error:null;return{value:i.signed[o],error:l?l[o]:null,rank:i.magnitudeRanking.rank(Math.abs(i.signed[o])),of:i.signed.length,share:a>0?Math.abs(i.absolute[o])/a:0}}#a(e){return kr(this.figure.image,this.figure.baseline,e)}#s(e){let n=this.#t.get(e);return n||(n=Sr(E[e].heatPositive,E[e].heatNegative),this.#t.set(e,n)),n}#u(e){return this.isFinal(e)?this.#e:(this.#n?.stage!==e&&(this.#n={stage:e,maps:new we(this.steps.running(e))}),this.#n.maps)}#l(e,n){let{error:r}=this.figure;return!e.certain||!r||!this.isFinal(n)?this.#u(n):(this.#o??=new ot(vr(this.figure,r)),this.#o)}#c(e){return this.isFinal(e)?this.#e:this.#r}#p(e,n){let{width:r,height:o}=this.figure,i=E[e.palette],a=e.mode==="outline";return(e.polarity==="both"?["positive","negative"]:[e.polarity]).map(c=>{let u=this.#c(n).signRanking(c),d=e.clip[e.mode],p=a?Ft(u,Si,d):Ft(u,d),[h,m]=this.#l(e,n).sign(c),g=Qn(h,p,m);return{strength:a?_r(g,r,o,{clean:!0}):g,channel:i[c]}})}},we=class{signed;#e=new Map;#t;constructor(e){this.signed=e}sign(e){return[this.signed,e==="positive"?1:-1]}get signs(){return this.#t??={positive:this.#n("positive"),negative:this.#n("negative")},this.#t}#n(e){let[n,r]=this.sign(e);return n.some(o=>o*r>0)}get absolute(){return this.signed}get absoluteRanking(){return this.#r("absolute",()=>this.absolute.map(Math.abs))}get magnitudeRanking(){return this.#r("magnitude",()=>this.signed.map(Math.abs))}signRanking(e){return this.#r(e,()=>{let[n,r]=this.sign(e);return n.map(o=>Math.max(o*r,0))})}#r(e,n){let r=this.#e.get(e);return r||(r=new J(n()),this.#e.set(e,r)),r}},ot=class extends we{#e;#t;constructor({positive:e,negative:n}){super(e.map((r,o)=>r-n[o])),this.#e={positive:e,negative:n},this.#t=e.map((r,o)=>r+n[o])}sign(e){return[this.#e[e],1]}get absolute(){return this.#t}};var Ot="igviz:alpha";function de(t,e,n=null,r=te()){let{root:o,shadow:i}=br(t),a={scene:null,error:""},l=null,c=De,u=!0,d=!1,p=0,h=r.alpha,m=_=>{Object.assign(r,_),f()},g=new Ze(r,m);o.addEventListener("keydown",_=>{_.key!=="Escape"||!r.help||(_.stopPropagation(),m({help:!1}))});function f(){d||!u||(d=!0,wr(()=>{d=!1,u&&y()}))}function y(){let _=performance.now();o.dataset.theme=pe(),o.dataset.palette=r.palette;let S={...a,view:r,status:c,gallery:l,set:m,pick:b,host:l?null:n,width:yr(o),ratio:window.devicePixelRatio||1,paper:xr(o)},w=i.activeElement;mt(s(fr,{...S}),o),w&&!w.isConnected&&!i.activeElement&&o.querySelector('[data-testid="target"]')?.focus(),g.sync(),r.alpha!==h&&Mi(_),h=r.alpha}function b(_){l&&(a=l.entries[_],m({...Jn,entry:_}))}async function x(_){let S=++p;if(_e(_))return;let w=await Ai(_);S===p&&("entries"in w?(l=w,r.entry=Math.min(r.entry,w.entries.length-1),a=w.entries[r.entry],Ar(r,It(w.entries))):(l=null,Ar(r,null),a={scene:w.scene??a.scene,error:w.error}),f())}let P=Qe(f),v=new ResizeObserver(f);return v.observe(t),y(),x(e),{update:x,status(_){c=_,f()},host(_){n=_,f()},destroy(){u=!1,g.stop(),P(),v.disconnect(),mt(null,o),i.replaceChildren(),delete t.dataset.lmSuppressShortcuts}}}async function Ai(t){try{let e=zt(t);return e?{title:e.title??"",entries:await Promise.all(e.figures.map(Pr))}:await Pr(t)}catch(e){return{scene:null,error:Mr(e)}}}async function Pr(t){try{let e=await Bt(t);return{scene:e.kind==="image"?new rt(e):new Ge(e),error:""}}catch(e){return{scene:null,error:Mr(e)}}}var Mr=t=>t instanceof Error?t.message:String(t);function Ar(t,e){t.shared!==e&&(t.textPin===t.shared&&(t.textPin=e),t.shared=e)}function Mi(t){performance.getEntriesByName?.(Ot).length>=200&&performance.clearMeasures(Ot),performance.measure?.(Ot,{start:t,end:performance.now()})}var it=class{#e;#t;#n;#r=null;#o=!1;constructor(e,n={}){this.#e=e,this.#t=n,this.#n=n}get waiting(){return this.#r!==null}request(e){let n={...this.#t,...this.#r};(e.target!==void 0||e.baseline!==void 0)&&delete n.tol,this.#r={...n,...e},this.#i()}answered(){this.#n=this.#t}status({state:e}){this.#o=e==="computing",(e==="failed"||e==="stopped")&&(this.#t=this.#n),this.#i()}#i(){this.#o||this.#r===null||(this.#t=this.#r,this.#r=null,this.#e(this.#t))}};var $r=new WeakMap;function $i(t){let e=t.get("layout"),n=typeof e=="object"&&e!==null?e:t,r=$r.get(n);return r||(r=te(),$r.set(n,r)),r}function Er(t,e){let n=t.get("choices");return _e(n)?null:{choices:{labels:n?.labels??[],baselines:n?.baselines??[],tols:n?.tols??[]},select:r=>e.request(r),stop(){t.set("stop",ve(t).job),t.save_changes()}}}function ve(t){return{...De,...t.get("status")}}function Fr(t){let{again:e=0,...n}=t.get("selection")??{};return[n,e]}function Ei(t,e){return t.target===e.target&&t.baseline===e.baseline&&t.tol===e.tol}function Rr({model:t}){let e=String(t.get("twin")??"");if(!/^[\w-]+$/.test(e))return()=>{};let n=document.createElement("style");return n.textContent=`.${e}, .jp-OutputArea-child:has(.${e}) { display: none; }`,document.head.append(n),()=>n.remove()}function Cr({model:t,el:e}){let n=new it(l=>{let[c,u]=Fr(t);t.set("selection",Ei(l,c)?{...l,again:u+1}:l),t.save_changes()},Fr(t)[0]);n.status(ve(t));let r=de(e,t.get("figure"),Er(t,n),$i(t));r.status(ve(t));let o=()=>{n.answered(),r.update(t.get("figure"))},i=()=>r.host(Er(t,n)),a=()=>{n.status(ve(t)),r.status(ve(t))};return t.on("change:figure",o),t.on("change:choices",i),t.on("change:status",a),()=>{t.off("change:figure",o),t.off("change:choices",i),t.off("change:status",a),r.destroy()}}function Nr(t,e){let{figures:n,title:r,generator:o}=e,i=document.createElement("div"),a=i.attachShadow({mode:"open"}),l=document.createElement("div");l.className="report";let c=document.createElement("div"),u=document.createElement("p");u.className="generator muted",u.textContent=o,l.append(c,u),a.append(l),Ht(a,Je),t.append(i),Fi(l,t),de(c,n.length===1?n[0]:{kind:"many",version:1,figures:n,title:r})}function Fi(t,e){let n=()=>{t.dataset.theme=pe();let{style:r}=e.ownerDocument.body;r.margin="0",r.background=getComputedStyle(t).getPropertyValue("--bg")};n(),Qe(n)}var Ri={initialize:Rr,render:Cr};return Or(Ci);})();
export default igviz.widget;
